import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../../..')
const script = join(root, '.ci/build-kernels.mjs')
const { status, stdout, stderr } = spawnSync(process.execPath, [script, '--check'], {
  cwd: root,
  encoding: 'utf8',
  timeout: 100_000,
})
// 2 stands for a compiler that could not be had; a kernel that differs gives 1.
const hasCompiler = status === 0 || status === 1
if (!hasCompiler) console.warn(`Skipped: the AssemblyScript compiler could not be had.\n${stderr}`)

test.skipIf(!hasCompiler)(
  'every committed kernel is what its source gives (skipped where npm cannot fetch the compiler)',
  () => {
    expect(stdout.trim().split('\n').length).toBeGreaterThan(0)
    expect([status, stderr]).toEqual([0, ''])
  },
)
