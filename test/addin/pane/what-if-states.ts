import type { PaneState } from '#addin/session/state.ts'
import type { WhatIfState } from '#addin/session/what-if-scenario.ts'
import type { Language } from '#model/contract.ts'
import { parseMinute } from '#model/plan-time.ts'
import { describeProblem } from '#model/problems.ts'

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
    whatIfNoSheet: { ...base, screen, sheets: [], whatIf: made },
    whatIfSkipped: { ...base, screen, whatIf: { ...made, answer: null, skipped: 2 } },
    whatIfAway: {
      ...base,
      screen,
      whatIf: { ...made, answer: null },
      failure: { kind: 'away', text: zh ? '服务器没有应答，改动保留在本机。' : 'The server did not answer.' },
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
