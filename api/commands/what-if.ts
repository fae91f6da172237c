import { describeCause } from '#model/describe-cause.ts'
import { readFileSync } from 'node:fs'
import { Type, type Static } from 'typebox'
import type { Analytics } from '#analytics'
import { codesOfRows } from '#model/codes-of-rows.ts'
import { cellValue, editColumns, type EditColumns } from '#model/contract.ts'
import { type EntityName, isEntityName } from '#model/entities.ts'
import { AppError } from '#model/problems.ts'
import { whatIfAnswer, whatIfRequest, type WhatIfRequest } from '#model/what-if-contract.ts'
import { whatIfInWords } from '../what-if-in-words.ts'
import { command, onlyPositional, type Typed } from './command.ts'
import { costAssumptionsOf } from './cost-assumptions-of.ts'

import { printWhatIf } from './print-what-if.ts'
import { wholeOf } from './whole-of.ts'

/** One cell by the code of its row (`A1020/R-03` for an assignment), with the value as it travels: minutes, minor units, codes, text of links. */
const change = Type.Object({
  sheet: Type.String(),
  code: Type.String(),
  field: Type.String(),
  value: cellValue,
})
const scenario = Type.Union([
  Type.Object({ name: Type.String({ minLength: 1, maxLength: 100 }), edits: editColumns }),
  Type.Object({ name: Type.String({ minLength: 1, maxLength: 100 }), changes: Type.Array(change) }),
])
const scenarioFile = Type.Object({ scenarios: Type.Array(scenario, { minItems: 1, maxItems: 10 }) })
type Scenario = Static<typeof scenario>

/** What a stored project would come to with other values; nothing is stored. */
export const whatIfCommand = command({
  name: 'what-if',
  usage:
    'what-if PROJECT --edits FILE.json [--simulate [--levelled] [--runs N] [--seed S] [--prices KIND=LEAST..MOST,...] [--time-shares KIND=SHARE,...]] [--json]',
  words: {
    zh: '按文件中的各个方案试算完工、费用与预测，不保存；--levelled 使班组和资源可用量的改动影响模拟的完工',
    en: 'Work out finish, cost and forecast of the scenarios in a file; nothing is stored; with --levelled crews and capacities move the simulated finish',
  },
  busy: { zh: '正在试算……', en: 'Working out scenarios ...' },
  flags: {
    edits: { type: 'string' },
    simulate: { type: 'boolean' },
    levelled: { type: 'boolean' },
    runs: { type: 'string' },
    seed: { type: 'string' },
    prices: { type: 'string' },
    'time-shares': { type: 'string' },
  },
  input: Type.Object({
    of: Type.String(),
    file: Type.String(),
    given: Type.Unknown(),
    simulate: whatIfRequest.properties.simulate,
  }),
  output: whatIfAnswer,
  read(typed) {
    const of = onlyPositional(typed, { zh: '需要一个项目', en: 'one project is needed' })
    return { of, ...readFile(typed), ...simulateOf(typed) }
  },
  async run({ analytics, actor, language }, { of, file, given, simulate }) {
    const scenarios = await readScenarios(file, given)
    const { projectId } = await analytics.findProject(of)
    const request = {
      scenarios: await withRowKeys(analytics, projectId, scenarios),
      ...(simulate && { simulate }),
    }
    return whatIfInWords(await analytics.whatIf(actor, projectId, request), language)
  },
  print: printWhatIf,
})

/** How to simulate, where that is asked for. Throws `usage-wrong` for what only a simulation has where there is none. */
function simulateOf(typed: Typed): Pick<WhatIfRequest, 'simulate'> {
  const runs = wholeOf(typed, 'runs', 100, 20_000)
  const seed = wholeOf(typed, 'seed', 0, 4_294_967_295)
  const levelled = typed.values['levelled'] === true
  const costs = costAssumptionsOf(typed)
  if (typed.values['simulate'] === true)
    return {
      simulate: {
        ...(runs !== null && { runs }),
        ...(seed !== null && { seed }),
        ...(levelled && { levelled }),
        ...costs,
      },
    }
  if (runs !== null || seed !== null || levelled || costs.costAssumptions)
    throw wrong(
      '--runs、--seed、--levelled、--prices 和 --time-shares 只与 --simulate 一起使用',
      '--runs, --seed, --levelled, --prices and --time-shares go with --simulate only',
    )
  return {}
}

/** What the file holds. Throws `file-not-found`, and `usage-wrong` where it is no JSON. */
function readFile({ values, resolve }: Typed): { file: string; given: unknown } {
  const { edits } = values
  if (typeof edits !== 'string') throw wrong('需要 --edits FILE.json', '--edits FILE.json is needed')
  return { file: edits, given: parseJson(readText(resolve(edits)), edits) }
}

/** The scenarios in it. Throws `usage-wrong` saying where it is not what is needed. */
async function readScenarios(file: string, given: unknown): Promise<Scenario[]> {
  const { Check, Errors } = await import('typebox/value')
  if (Check(scenarioFile, given)) return given.scenarios
  const place = Errors(scenarioFile, given)[0]?.instancePath || '/'
  throw wrong(
    `${file} 的 ${place} 不符合格式。应为 {"scenarios":[{"name":…,"changes":[{"sheet":"activity","code":…,"field":"duration","value":分钟}]}]}，最多 10 个方案`,
    `${file} is not as needed at ${place}: {"scenarios":[{"name":…,"changes":[{"sheet":"activity","code":…,"field":"duration","value":minutes}]}]}, at most 10 scenarios`,
  )
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT')
      throw new AppError('file-not-found', { file: path }, { cause })
    throw new AppError('file-unreadable', { file: path, reason: describeCause(cause) }, { cause })
  }
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch (cause) {
    const { zh, en } = describeCause(cause)
    throw wrong(`${file}：${zh}`, `${file}: ${en}`)
  }
}

/** Changes named by code become edits of rows, from the values as they stand. */
async function withRowKeys(
  analytics: Analytics,
  projectId: string,
  scenarios: readonly Scenario[],
): Promise<{ name: string; edits: EditColumns }[]> {
  const named = scenarios.flatMap(one => ('changes' in one ? one.changes.map(({ sheet }) => sheet) : []))
  const sheets = [...new Set(named)].map((sheet): EntityName => {
    if (!isEntityName(sheet)) throw new AppError('sheet-unknown', { sheet })
    return sheet
  })
  const pulled = sheets.length === 0 ? null : await analytics.pull(projectId, sheets, null)
  const rowsOf = new Map(pulled?.sheets.map(rows => [rows.sheet, rows]))
  const codesOf = new Map(
    pulled?.sheets.map(({ sheet, rowKeys, columns }) => [
      sheet,
      codesOfRows(sheet as EntityName, rowKeys, columns),
    ]),
  )
  return scenarios.map(one => {
    if ('edits' in one) return one
    const edits: EditColumns = { sheet: [], rowKey: [], operation: [], field: [], base: [], value: [] }
    for (const { sheet, code, field, value } of one.changes) {
      const rows = rowsOf.get(sheet)
      const at = codesOf.get(sheet)?.indexOf(code) ?? -1
      const rowKey = rows?.rowKeys[at]
      if (rowKey === undefined)
        throw wrong(
          `方案“${one.name}”：表 ${sheet} 中没有编码 ${code}`,
          `Scenario "${one.name}": sheet ${sheet} has no code ${code}`,
        )
      edits.sheet.push(sheet)
      edits.rowKey.push(rowKey)
      edits.operation.push('set')
      edits.field.push(field)
      edits.base.push(rows?.columns[field]?.[at] ?? null)
      edits.value.push(value)
    }
    return { name: one.name, edits }
  })
}

function wrong(zh: string, en: string): AppError {
  return new AppError('usage-wrong', { reason: { zh, en } })
}
