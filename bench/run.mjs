/** `npm run bench [-- NAME... [PARAMETER...]]`: runs bench/*.ts whose names contain a NAME (all without one), one after another. The
 *  first word that names no bench begins the parameters, which every bench run is given. */
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

const folder = import.meta.dirname
const files = readdirSync(folder).filter(file => file.endsWith('.ts'))
const words = process.argv.slice(2)
const isName = word => files.some(file => file.includes(word))
const firstParameter = words.findIndex((word, index) => index > 0 && !isName(word))
const names = firstParameter < 0 ? words : words.slice(0, firstParameter)
const parameters = words.slice(names.length)
const benches = files.filter(file => names.length === 0 || names.some(name => file.includes(name))).sort()

if (benches.length === 0) {
  console.error(
    `No benchmark in bench/ is a .ts file${names.length ? ` and contains ${names.join(' or ')}` : ''}.`,
  )
  process.exit(2)
}
let failed = 0
for (const bench of benches) {
  console.error(`bench/${bench}`)
  const { status } = spawnSync(
    process.execPath,
    ['--expose-gc', '--import', 'tsx', join(folder, bench), ...parameters],
    {
      stdio: 'inherit',
    },
  )
  if (status !== 0) failed++
}
process.exit(failed === 0 ? 0 : 1)
