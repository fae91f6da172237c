import enTexts from '#addin/i18n/en.json' with { type: 'json' }
import zhTexts from '#addin/i18n/zh-CN.json' with { type: 'json' }
import { initialState, type PaneState } from '#addin/session/state.ts'
import { addOutcomes, addOverwritten, emptyReceipt, nameRows } from '#addin/sync/receipt.ts'
import type { Edit } from '#addin/sync/diff.ts'
import type { ForecastAnswer, JobStatus, Language, ProjectSummary, WireProblem } from '#model/contract.ts'
import { riskStates } from './risk-states.ts'
import { whatIfStates } from './what-if-states.ts'
import { toolStates } from './tool-states.ts'
import { describeProblem, type Problem } from '#model/problems.ts'
import { parseMinute } from '#model/plan-time.ts'

const minute = (text: string): number => parseMinute(`${text}T17:00`) as number
const midnight = (text: string): number => parseMinute(`${text}T00:00`) as number

/** Every state of the pane that a user can meet, by name. */
export function paneStates(language: Language): Record<string, PaneState> {
  const zh = language === 'zh'
  const projects: ProjectSummary[] = [
    project('BJ-01', zh ? '滨江花园一标段住宅楼工程' : 'Riverside Garden lot 1 residential', {
      isSample: true,
    }),
    project('QL-07', zh ? '青龙大桥引桥改造' : 'Qinglong bridge approach', { activities: 284 }),
    project('H-2021', zh ? '城南小学教学楼' : 'South town school', { status: 'finished', activities: 96 }),
  ]
  const base: PaneState = {
    ...initialState(language),
    screen: 'home',
    me: { name: zh ? '张工' : 'Zhang', role: 'planner' },
    projects,
    project: projects[0] as ProjectSummary,
    sheets: ['activity', 'resource', 'assignment', 'costAccount', 'forecast'],
    forecast: forecast(zh),
    receipt: receipt(language),
    findings: findings(language),
  }
  const busy = (command: 'sync' | 'refresh' | 'insert', job: JobStatus | null) => ({
    command,
    stage: job ? null : ('writing' as const),
    job,
  })
  const { away, excel, broken } = (zh ? zhTexts : enTexts).failure
  return {
    starting: initialState(language),
    startFailed: { ...initialState(language), failure: { kind: 'away', text: away } },
    signIn: { ...initialState(language), screen: 'signIn' },
    signInRefused: {
      ...initialState(language),
      screen: 'signIn',
      failure: { kind: 'refused', text: text({ code: 'pairing-code-refused' } as Problem, language) },
    },
    projects: { ...base, screen: 'projects' },
    noProjects: { ...base, project: null, projects: [], screen: 'projects' },
    homeEmpty: { ...base, sheets: [], forecast: null, receipt: null, findings: [] },
    home: base,
    homeDirty: { ...base, isDirty: true },
    homeOffline: { ...base, isConnected: false, waitingEdits: 3, failure: { kind: 'away', text: away } },
    homeExcelRefused: {
      ...base,
      failure: {
        kind: 'broken',
        text: excel.replace('{{text}}', 'InvalidOperationInCellEditMode: Excel is in cell-editing mode.'),
      },
    },
    homeBroken: {
      ...base,
      failure: {
        kind: 'broken',
        text: broken.replace('{{text}}', "Cannot read properties of undefined (reading 'rowKeys')"),
      },
    },
    homeSite: { ...base, me: { name: zh ? '陈工' : 'Chen', role: 'site' } },
    homeViewer: { ...base, me: { name: zh ? '周工' : 'Zhou', role: 'viewer' } },
    newDate: {
      ...base,
      project: { ...(projects[0] as ProjectSummary), dataDate: midnight('2026-04-05') },
      isNewDate: true,
    },
    edited: {
      ...base,
      project: { ...(projects[0] as ProjectSummary), change: 42 },
      calculatedFrom: { last: 40, before: null },
    },
    linkedEdited: { ...base, staleLinks: ['QL-07', 'H-2021'] },
    baselineTaken: { ...base, baseline: { code: 'B2', activities: 1305, change: 42 } },
    baselineRefused: {
      ...base,
      failure: {
        kind: 'refused',
        text: text({ code: 'baseline-needs-refresh', data: { project: 'BJ-01' } }, language),
      },
    },
    syncing: { ...base, busy: busy('sync', null) },
    refreshing: { ...base, busy: busy('refresh', job()) },
    insufficient: { ...base, forecast: { ...forecast(zh), sufficientHistory: false, reference: [] } },
    insert: { ...base, screen: 'insert', sheets: ['activity'] },
    bind: { ...base, screen: 'bind', sheets: [] },
    bindNotFound: { ...base, screen: 'bind', sheets: [], foundNoTable: true },
    bindProposal: {
      ...base,
      screen: 'bind',
      sheets: [],
      proposal: {
        worksheetId: 's',
        worksheetName: zh ? '总进度' : 'Master plan',
        address: 'A3:D48',
        sheet: 'activity',
        rows: 45,
        columns: [
          { header: zh ? '序号' : 'ID', field: 'code', sample: ['A1010', 'A1020'] },
          { header: zh ? '工作名称' : 'Task name', field: null, sample: [zh ? '土方开挖' : 'Excavation'] },
          { header: zh ? '计划开始' : 'Start', field: 'start', sample: ['2026-03-02'] },
        ],
      },
    },
    problems: { ...base, screen: 'problems', sheets: ['activity'] },
    noProblems: { ...base, screen: 'problems', findings: [] },
    receipt: { ...base, screen: 'receipt' },
    receiptGood: {
      ...base,
      screen: 'receipt',
      receipt: { ...emptyReceipt('P', at, 7), found: 12, accepted: 12 },
    },
    ...toolStates(base, language),
    ...riskStates(base, language),
    ...whatIfStates(base, language),
    settings: { ...base, screen: 'settings' },
    deletes: {
      ...base,
      busy: busy('sync', null),
      question: [
        {
          sheet: 'activity',
          rows: ['A1040', 'A1050', 'A1060'].map(name => ({ rowKey: name, name })),
        },
      ],
    },
  }
}

const at = '2026-03-29T02:15:00Z'

function text(problem: Problem, language: Language): string {
  return describeProblem(problem, language)
}

function project(code: string, name: string, more: Partial<ProjectSummary>): ProjectSummary {
  return {
    projectId: code,
    code,
    name,
    status: 'running',
    currency: 'CNY',
    isSample: false,
    source: 'plumbline',
    dataDate: minute('2026-03-29'),
    change: 41,
    activities: 1284,
    ...more,
  }
}

function forecast(zh: boolean): ForecastAnswer {
  return {
    projectId: 'P',
    statusAt: minute('2026-03-29'),
    method: 'openWork',
    sufficientHistory: true,
    finish: {
      p10: minute('2026-11-02'),
      p50: minute('2026-12-11'),
      p80: minute('2027-01-22'),
      p90: minute('2027-02-19'),
    },
    cost: { p10: 1_182_340_000_00, p50: 1_240_112_345_67, p80: 1_311_800_000_00, p90: 1_360_000_000_00 },
    reference: [
      { code: 'H-2021', name: zh ? '城南小学教学楼' : 'South town school', weight: 0.34 },
      { code: 'H-2019', name: null, weight: 0.21 },
    ],
    indices: { costPerformance: 0.958, schedulePerformance: 1.02, schedulePerformanceTime: 0.991 },
    modelVersion: 3,
    course: [5, 4, 3, 2, 1, 0].map(before => ({
      statusAt: minute('2026-03-29') - before * 30 * 1440,
      plannedFinish: minute('2026-11-20'),
      budgetAtCompletion: 1_200_000_000_00,
      finish: {
        p10: minute('2026-11-02') - before * 5 * 1440,
        p50: minute('2026-12-11') - before * 4 * 1440,
        p80: minute('2027-01-22') + before * 6 * 1440,
        p90: minute('2027-02-19') + before * 9 * 1440,
      },
      cost: {
        p10: 1_182_340_000_00 - before * 9_000_000_00,
        p50: 1_240_112_345_67 - before * 6_000_000_00,
        p80: 1_311_800_000_00 + before * 8_000_000_00,
        p90: 1_360_000_000_00 + before * 12_000_000_00,
      },
    })),
    trackRecord: {
      projects: 40,
      method: { finish: 'learned', cost: 'learned' },
      kept: { isOfKind: true, earned: 0.42, finish: 0.28, cost: 0.21 },
      finish: { mape: 0.094, p80HitRate: 0.79, p10p90Coverage: 0.78 },
      cost: { mape: 0.069, p80HitRate: 0.81, p10p90Coverage: 0.77 },
      byStage: (['early', 'mid', 'late'] as const).map((stage, i) => ({
        stage,
        projects: 40 - i,
        finish: { mape: [0.117, 0.086, 0.078][i] ?? null, p80HitRate: 0.79, p10p90Coverage: 0.78 },
        cost: { mape: [0.106, 0.063, 0.03][i] ?? null, p80HitRate: 0.81, p10p90Coverage: 0.77 },
      })),
      isCalibrated: true,
    },
    notUsed: [{ code: 'few-similar-projects', data: { count: 6, needed: 10, all: 40 } }],
    change: {
      from: { statusAt: minute('2026-02-28'), finish: minute('2026-11-30'), cost: 1_232_000_000_00 },
      to: { statusAt: minute('2026-03-29'), finish: minute('2026-12-11'), cost: 1_240_112_345_67 },
      parts: [
        { kind: 'model', data: {}, movement: { finish: 0, cost: 0 } },
        { kind: 'dataDate', data: {}, movement: { finish: 18 * 1440, cost: 0 } },
        { kind: 'progress', data: {}, movement: { finish: -10 * 1440, cost: -6_000_000_00 } },
        { kind: 'cost', data: {}, movement: { finish: 0, cost: 11_112_345_67 } },
        { kind: 'plan', data: {}, movement: { finish: 3 * 1440, cost: 3_000_000_00 } },
      ],
    },
  }
}

function job(): JobStatus {
  return {
    jobId: 'J',
    kind: 'refresh',
    projectId: 'P',
    state: 'running',
    stage: 'forecast',
    progress: 0.62,
    problem: null,
    findings: [],
    resultNumber: null,
  }
}

function findings(language: Language): WireProblem[] {
  const problems: { problem: Problem; severity: WireProblem['severity'] }[] = [
    { problem: { code: 'link-loop', data: { cycle: 'A1020 → A1030 → A1050 → A1020' } }, severity: 'error' },
    {
      problem: { code: 'no-data-date', data: { project: 'BJ-01', used: '2026-03-02' } },
      severity: 'warning',
    },
    { problem: { code: 'calculation-cancelled' }, severity: 'note' },
  ]
  return problems.map(({ problem, severity }, i) => ({
    code: problem.code,
    severity,
    text: text(problem, language),
    at:
      i === 0
        ? { sheet: 'activity', rowKey: 'k', code: 'A1020', field: 'predecessors' }
        : i === 1
          ? { sheet: 'project', rowKey: 'p', field: 'dataDate' }
          : {},
  }))
}

function receipt(language: Language) {
  const edits: Edit[] = ['A1010', 'A1020', 'A1030'].map(rowKey => ({
    sheet: 'activity',
    rowKey,
    operation: 'set',
    field: 'duration',
    base: 4800,
    value: 5760,
  }))
  const wire = (problem: Problem, rowKey: string): WireProblem => ({
    code: problem.code,
    severity: 'error',
    text: text(problem, language),
    at: { sheet: 'activity', rowKey, code: rowKey, field: 'duration' },
  })
  const answered = addOutcomes(emptyReceipt('P', at, 7), edits, {
    change: 8,
    repeated: false,
    outcomes: ['accepted', 'conflict', 'refused'],
    reasons: [
      {
        edit: 1,
        problem: wire(
          { code: 'edit-conflict', data: { label: '工期(天)', theirs: 14, by: '李工' } },
          'A1020',
        ),
        stored: 6720,
      },
      {
        edit: 2,
        problem: wire({ code: 'field-not-yours', data: { role: 'site', label: '工期(天)' } }, 'A1030'),
        stored: 4800,
      },
    ],
  })
  const all = addOverwritten(answered, 'activity', [{ rowKey: 'A1010', row: 1, field: 'start' }], language)
  return { ...nameRows(all, (_, key) => key), pulledCells: 1834 }
}
