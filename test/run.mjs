/**
 * `npm test [-- FILTER...]`: installs what is missing, builds the pages, then lint, types, format and the tests (those
 * whose path contains a FILTER), and ends with `N passed, N failed, N skipped`. Each check counts as one.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { installPackages, requireNode, root } from '../api/packages.mjs'
import { buildWebBundle } from '../api/web-bundle.mjs'
import { installPrograms } from './programs.mjs'

requireNode()
installPackages()
const programs = installPrograms()
const scratch = mkdtempSync(join(tmpdir(), 'plumbline-test-'))
const filters = process.argv.slice(2)
const total = { passed: 0, failed: 0, skipped: /** @type {string[]} */ ([]) }

await check('pages', () => ({ ok: buildWebBundle(), read: 1, output: '' }))
await Promise.all([check('lint', lint), check('types', checkTypes)])
await check('format', checkFormat)
await runTests(filters)
if (filters.length === 0) {
  for (const zone of ['Pacific/Apia', 'America/Los_Angeles'])
    await check(`dates in ${zone}`, () => testDatesIn(zone))
}
rmSync(scratch, { recursive: true, force: true })

for (const skipped of total.skipped) console.log(`skipped: ${skipped}`)
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped.length} skipped`)
process.exitCode = total.failed === 0 ? 0 : 1

/** Runs one check; one that read nothing has failed. */
async function check(name, action) {
  const { ok, read, output } = await action()
  const verdict = ok && read > 0
  total[verdict ? 'passed' : 'failed']++
  if (!verdict) console.log(output)
  console.log(`${verdict ? 'passed' : 'FAILED'}: ${name}${read > 0 ? '' : ' (it read nothing)'}`)
}

async function lint() {
  const { code, output } = await run('oxlint/bin/oxlint', ['--type-aware', '--deny-warnings'])
  return { ok: code === 0, read: numberIn(output, / on (\d+) files?/), output }
}

async function checkTypes() {
  const { code, output } = await run('typescript/bin/tsc', ['--noEmit', '--listFiles', '--pretty', 'false'])
  const lines = output.split('\n')
  const own = lines.filter(
    line => line.startsWith(root.replaceAll('\\', '/')) && !line.includes('/node_modules/'),
  )
  const complaints = lines.filter(line => / error TS\d+|^\s/.test(line) || line.startsWith('error'))
  return { ok: code === 0, read: own.length, output: complaints.join('\n') }
}

async function checkFormat() {
  const { code, output } = await run('@biomejs/biome/bin/biome', ['format', '--max-diagnostics=20'])
  return { ok: code === 0, read: numberIn(output, /Checked (\d+) files?/), output }
}

async function runTests(names) {
  const { code, tally } = await vitest(names, { stdio: 'inherit' })
  const executed = tally.passed + tally.failed
  if (executed === 0) console.log('FAILED: no test was executed')
  const unexplained = (code !== 0 && tally.failed === 0) || executed === 0 ? 1 : 0
  for (const error of tally.loose) console.log(`outside any test: ${error}`)
  total.passed += tally.passed
  total.failed += tally.failed + unexplained
  total.skipped.push(...tally.skipped)
}

async function testDatesIn(zone) {
  const folders = ['test/analytics/model', 'test/analytics/calc'].filter(folder =>
    existsSync(join(root, folder)),
  )
  const { code, tally, output } = await vitest(folders, { env: { PLUMBLINE_TEST_TZ: zone } })
  return { ok: code === 0 && tally.failed === 0, read: tally.passed, output }
}

async function vitest(names, { stdio, env } = {}) {
  const file = join(
    scratch,
    `${Object.values(env ?? {})
      .join('')
      .replaceAll('/', '-')}tally.json`,
  )
  const reporters = ['--reporter=default', `--reporter=${join(import.meta.dirname, 'tally-reporter.mjs')}`]
  const result = await run('vitest/vitest.mjs', ['run', ...reporters, ...names], {
    stdio,
    env: { ...env, TALLY_FILE: file },
  })
  const tally = existsSync(file)
    ? JSON.parse(readFileSync(file, 'utf8'))
    : { passed: 0, failed: 0, skipped: [], loose: [] }
  return { ...result, tally }
}

function run(program, args, { stdio = ['ignore', 'pipe', 'pipe'], env } = {}) {
  const child = spawn(process.execPath, [join(root, 'node_modules', program), ...args], {
    cwd: root,
    stdio,
    env: { ...process.env, ...paths(), PLUMBLINE_TEST_RUN: '1', ...env },
  })
  let output = ''
  child.stdout?.setEncoding('utf8').on('data', text => (output += text))
  child.stderr?.setEncoding('utf8').on('data', text => (output += text))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', code => resolve({ code, output }))
  })
}

function paths() {
  const named = {
    CHROMIUM_PATH: programs.chromium,
    SOFFICE_PATH: programs.soffice,
    PDFTOPPM_PATH: programs.pdftoppm,
  }
  return Object.fromEntries(Object.entries(named).filter(([, path]) => path !== null))
}

function numberIn(text, pattern) {
  return Number(pattern.exec(text)?.[1] ?? 0)
}
