import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { readDslibFolder } from '#interchange/dslib-folder.ts'
import { readDslibWorkbook } from '#interchange/dslib-workbook.ts'
import { readTemplate } from '#interchange/template.ts'
import { makeTemplate } from '#interchange/template-workbook.ts'
import { entityOf } from '#model/entities.ts'
import { readXlsx, writeXlsx } from 'hucre/xlsx'

/** Reading files into plans, nothing stored: median wall time and CPU time of a few rounds, in ms. */
const folder = join(import.meta.dirname, '../../shared/data/dslib')
const rounds = 5
const templateRows = 10_000

interface Measured {
  case: string
  medianMs: number
  medianCpuMs: number
  counts: Record<string, number>
}

async function measure(name: string, run: () => Promise<Record<string, number>>): Promise<Measured> {
  const wall: number[] = []
  const cpu: number[] = []
  let counts: Record<string, number> = {}
  for (let round = 0; round < rounds; round++) {
    const [begun, used] = [performance.now(), process.cpuUsage()]
    counts = await run()
    wall.push(performance.now() - begun)
    cpu.push(process.cpuUsage(used).user / 1000)
  }
  return { case: name, medianMs: median(wall), medianCpuMs: median(cpu), counts }
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0)
}

async function filledTemplate(): Promise<Uint8Array> {
  const workbook = await readXlsx(await makeTemplate('zh'))
  const { fields, sheet } = entityOf('activity')
  return writeXlsx({
    sheets: workbook.sheets.map(({ name, rows }) => {
      const order = (rows[0] ?? []).map(header => String(header).replace(' *', ''))
      const place = (field: string) => order.indexOf(fields[field]?.label.zh ?? '')
      const made = Array.from({ length: name === sheet.zh ? templateRows : 0 }, (_, index) => {
        const row: (string | number | null)[] = order.map(() => null)
        row[place('code')] = `A${index}`
        row[place('name')] = `工序 ${index}`
        row[place('duration')] = (index % 20) + 1
        row[place('predecessors')] = index > 1 ? `A${index - 1};A${index - 2}SS+2d` : null
        return row
      })
      return { name, rows: [...rows, ...made] }
    }),
  })
}

const results: Measured[] = []
if (existsSync(folder)) {
  const tables = new Map(
    readdirSync(folder)
      .filter(name => name.includes('.csv'))
      .map(name => [name, new Uint8Array(readFileSync(join(folder, name)))]),
  )
  results.push(
    await measure('DSLIB folder', async () => {
      const { plans, notUsed } = readDslibFolder(tables)
      const progress = plans.reduce((sum, plan) => sum + plan.progressRecords.length, 0)
      return Promise.resolve({ projects: plans.length, progressRecords: progress, notUsed: notUsed.length })
    }),
  )
  const raw = join(folder, 'raw_workbooks')
  const workbooks = readdirSync(raw).map(
    name => [name, new Uint8Array(readFileSync(join(raw, name)))] as const,
  )
  results.push(
    await measure('12 raw workbooks', async () => {
      let activities = 0
      for (const [name, bytes] of workbooks)
        activities += (await readDslibWorkbook(bytes, name)).plans[0]?.activities.length ?? 0
      return { workbooks: workbooks.length, activities }
    }),
  )
} else console.error('../shared/data/dslib is not there: only the template is measured')
const template = await filledTemplate()
results.push(
  await measure('template', async () => {
    const plan = (await readTemplate(template, 'bench.xlsx')).plans[0]
    return { activities: plan?.activities.length ?? 0, links: plan?.links.length ?? 0 }
  }),
)
console.log(
  JSON.stringify({ bench: 'import', node: process.version, cpu: cpus()[0]?.model, rounds, results }, null, 2),
)
