/** `npm run bench [-- NAME...]`: runs bench/*.ts whose names contain a NAME (all without one), one after another. */
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

const folder = import.meta.dirname
const names = process.argv.slice(2)
const benches = readdirSync(folder)
  .filter(file => file.endsWith('.ts'))
  .filter(file => names.length === 0 || names.some(name => file.includes(name)))
  .sort()

if (benches.length === 0) {
  console.error(
    `No benchmark in bench/ is a .ts file${names.length ? ` and contains ${names.join(' or ')}` : ''}.`,
  )
  process.exit(2)
}
let failed = 0
for (const bench of benches) {
  console.error(`bench/${bench}`)
  const { status } = spawnSync(process.execPath, ['--expose-gc', '--import', 'tsx', join(folder, bench)], {
    stdio: 'inherit',
  })
  if (status !== 0) failed++
}
process.exit(failed === 0 ? 0 : 1)
