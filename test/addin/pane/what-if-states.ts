import enTexts from '#addin/i18n/en.json' with { type: 'json' }
import zhTexts from '#addin/i18n/zh-CN.json' with { type: 'json' }
import type { PaneState } from '#addin/session/state.ts'
import type { WhatIfState } from '#addin/session/what-if-scenario.ts'
import type { Language } from '#model/contract.ts'
import { parseMinute } from '#model/plan-time.ts'
import { describeProblem } from '#model/problems.ts'
import { assumedCosts } from './assumed-costs.ts'

const minute = (text: string): number => parseMinute(`${text}T17:00`) as number

/** States of the screen for scenarios: none, being put together, a value refused, at work, compared, and left alone. */
export function whatIfStates(base: PaneState, language: Language): Record<string, PaneState> {
  const zh = language === 'zh'
  const made = whatIf(zh, language)
  const screen = 'whatIf' as const
  return {
    whatIf: { ...base, screen, whatIf: { ...made, scenarios: [], answer: null } },
    whatIfEdit: { ...base, screen, whatIf: { ...made, answer: null } },
    whatIfRefused: {
      ...base,
      screen,
      whatIf: {
        ...made,
        answer: null,
        problem: {
          code: 'not-a-number',
          data: { label: { zh: '工期(天)', en: 'Duration (d)' }, value: '三天半' },
        },
      },
    },
    whatIfBusy: {
      ...base,
      screen,
      whatIf: { ...made, answer: null },
      busy: { command: 'whatIf', stage: null, job: null },
    },
    whatIfDone: { ...base, screen, whatIf: made },
    whatIfSimulated: { ...base, screen, whatIf: simulatedRisks(made, zh, language) },
    whatIfLevelled: { ...base, screen, whatIf: levelledRisks(made, zh, language) },
    whatIfUnsimulated: { ...base, screen, whatIf: unsimulatedRisks(made, zh, language) },
    whatIfNoSheet: { ...base, screen, sheets: [], whatIf: made },
    whatIfSkipped: { ...base, screen, whatIf: { ...made, answer: null, skipped: 2 } },
    whatIfAway: {
      ...base,
      screen,
      whatIf: { ...made, answer: null },
      failure: { kind: 'away', text: (zh ? zhTexts : enTexts).failure.away },
    },
  }
}

function whatIf(zh: boolean, language: Language): WhatIfState {
  const name = (chinese: string, english: string) => (zh ? chinese : english)
  const change = (code: string, shownBefore: number | string, shown: number | string) => ({
    sheet: 'activity' as const,
    field: typeof shown === 'number' ? 'duration' : 'predecessors',
    rowKey: code,
    code,
    value: typeof shown === 'number' ? shown * 480 : shown,
    shown,
    shownBefore,
  })
  const present = {
    finish: minute('2026-09-30'),
    criticalCount: 214,
    budgetAtCompletion: 12_850_000_00,
    finishP50: minute('2026-10-14'),
    finishP80: minute('2026-11-02'),
    costP50: 13_300_000_00,
    costP80: 14_100_000_00,
    overloadedResources: 3,
  }
  const none = {
    finish: 0,
    finishWork: 0,
    criticalCount: 0,
    budgetAtCompletion: 0,
    finishP50: 0,
    finishP80: 0,
    costP50: 0,
    costP80: 0,
    overloadedResources: 0,
  }
  const scenarios = [
    {
      name: name('钢筋班组加倍', 'Second reinforcement crew'),
      changes: [change('A1020', 12, 7), change('A1030', 'A1020', 'A1020SS+2d, A1015')],
    },
    { name: name('雨季停工一周', 'A week lost to rain'), changes: [change('A1040', 10, 15)] },
  ]
  return {
    scenarios,
    rows: [
      {
        sheet: 'activity',
        rowKey: 'A1020',
        code: 'A1020',
        name: name('三层柱钢筋绑扎', 'Column reinforcement, level 3'),
        shown: { duration: 12, predecessors: 'A1010', calendarKey: '' },
      },
      { sheet: 'resource', rowKey: 'R1', code: 'R-01', name: name('钢筋工', 'Steel fixers'), shown: {} },
    ],
    simulates: false,
    levelled: false,
    problem: null,
    picked: { sheet: 'activity', code: 'A1020' },
    skipped: 0,
    answer: {
      projectId: 'P',
      code: 'BJ-01',
      currency: 'CNY',
      change: 7,
      minutesPerDay: 480,
      present,
      simulation: null,
      scenarios: [
        {
          name: scenarios[0]?.name ?? '',
          figures: {
            ...present,
            finish: minute('2026-09-23'),
            budgetAtCompletion: 12_931_500_00,
            finishP80: minute('2026-10-26'),
          },
          differences: { ...none, finishWork: -5 * 480, budgetAtCompletion: 81_500_00, criticalCount: -12 },
          simulated: null,
          outcomes: ['accepted', 'refused'],
          reasons: [
            {
              edit: 1,
              problem: {
                code: 'unknown-predecessor',
                severity: 'error',
                text: describeProblem(
                  { code: 'unknown-predecessor', data: { predecessor: 'A1015' } },
                  language,
                ),
                at: { sheet: 'activity', rowKey: 'A1030', field: 'predecessors' },
              },
              stored: 'A1020',
            },
          ],
          findings: [],
        },
        {
          name: scenarios[1]?.name ?? '',
          figures: { ...present, finish: minute('2026-10-12'), overloadedResources: 4 },
          differences: { ...none, finishWork: 4.5 * 480, criticalCount: 3, overloadedResources: 1 },
          simulated: null,
          outcomes: ['accepted'],
          reasons: [],
          findings: [],
        },
      ],
    },
  }
}

/** Scenarios of the risk register: one that was simulated, and one that leaves nothing to simulate. */
function simulatedRisks(made: WhatIfState, zh: boolean, language: Language): WhatIfState {
  const risky = withRisk(made, zh)
  const { answer } = risky
  if (!answer) return risky
  const present = {
    finishP50: minute('2026-10-18'),
    finishP80: minute('2026-11-05'),
    costP50: 13_300_000_00,
    costP80: 14_100_000_00,
  }
  const text = describeProblem(
    {
      code: 'duration-range-default',
      data: { count: 212, least: '-10 %', most: '+30 %', needed: 10, history: 3 },
    },
    language,
  )
  const defaults = { code: 'duration-range-default', severity: 'note' as const, text, at: {} }
  const [mitigated, emptied] = answer.scenarios
  return {
    ...risky,
    answer: {
      ...answer,
      simulation: {
        runs: 10_000,
        seed: 1,
        distribution: 'betaPert',
        levelled: false,
        costAssumptions: assumedCosts,
        present,
        findings: [defaults],
      },
      scenarios: [
        ...(mitigated
          ? [
              {
                ...mitigated,
                simulated: {
                  figures: { ...present, finishP80: minute('2026-10-27'), costP50: 13_420_000_00 },
                  differences: {
                    finishP50: 0,
                    finishP50Work: 0,
                    finishP80: -9 * 1440,
                    finishP80Work: -7 * 480,
                    costP50: 120_000_00,
                    costP80: -85_300_00,
                  },
                },
              },
            ]
          : []),
        ...(emptied ? [emptied] : []),
      ],
    },
  }
}

/** The same with runs that keep to the limited resources. */
function levelledRisks(made: WhatIfState, zh: boolean, language: Language): WhatIfState {
  const { answer, ...rest } = simulatedRisks(made, zh, language)
  const simulation = answer?.simulation ?? null
  return {
    ...rest,
    levelled: true,
    answer: answer && { ...answer, simulation: simulation && { ...simulation, levelled: true } },
  }
}

/** The same without a simulation: the answer says that the change does not count. */
function unsimulatedRisks(made: WhatIfState, zh: boolean, language: Language): WhatIfState {
  const risky = withRisk({ ...made, picked: { sheet: 'assignment', code: 'A1020/R-01' } }, zh)
  const { answer } = risky
  if (!answer) return risky
  const text = describeProblem(
    {
      code: 'what-if-needs-simulation',
      data: { count: 2, cells: { zh: 'K-03 状态、K-03 概率', en: 'K-03 Status, K-03 Probability' } },
    },
    language,
  )
  const finding = { code: 'what-if-needs-simulation', severity: 'warning' as const, text, at: {} }
  return {
    ...risky,
    simulates: false,
    answer: {
      ...answer,
      scenarios: answer.scenarios.map((one, at) => (at === 0 ? { ...one, findings: [finding] } : one)),
    },
  }
}

function withRisk(made: WhatIfState, zh: boolean): WhatIfState {
  const [open, mitigated] = zh ? ['未处置', '已采取措施'] : ['Open', 'Mitigated']
  const names = zh ? ['钢材改由两家供货', '不做外墙'] : ['Steel from two suppliers', 'No facade']
  return {
    ...made,
    simulates: true,
    picked: made.picked?.sheet === 'assignment' ? made.picked : { sheet: 'risk', code: 'K-03' },
    rows: [
      ...made.rows,
      {
        sheet: 'risk',
        rowKey: 'K-03',
        code: 'K-03',
        name: zh ? '钢材供货延迟' : 'Steel arrives late',
        shown: { status: open },
      },
      {
        sheet: 'assignment',
        rowKey: 'A-1',
        code: 'A1020/R-01',
        name: zh ? '三层柱钢筋绑扎 · 钢筋工' : 'Column reinforcement, level 3 · Steel fixers',
        shown: { rate: 12, plannedQuantity: 144 },
      },
    ],
    scenarios: [
      {
        name: names[0] ?? '',
        changes: [
          {
            sheet: 'risk',
            field: 'status',
            rowKey: 'K-03',
            code: 'K-03',
            value: 'mitigated',
            shown: mitigated,
            shownBefore: open,
          },
        ],
      },
      { name: names[1] ?? '', changes: [] },
    ],
    answer: made.answer && {
      ...made.answer,
      scenarios: made.answer.scenarios.map((one, at) => ({
        ...one,
        name: names[at] ?? '',
        figures: made.answer?.present ?? one.figures,
        differences: { ...one.differences, finishWork: 0, budgetAtCompletion: 0, criticalCount: 0 },
        reasons: [],
      })),
    },
  }
}
