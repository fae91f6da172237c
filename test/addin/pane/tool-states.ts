import type { PaneState } from '#addin/session/state.ts'
import type { PlanCheckAnswer } from '#model/check-contract.ts'
import type { JobStatus, Language } from '#model/contract.ts'
import type { ExportPreview, ImportPreview, LossGroup } from '#model/exchange-contract.ts'
import type { ExplanationAnswer } from '#model/explanation-contract.ts'
import type { WireLevelProposal } from '#model/level-contract.ts'
import type { SimulationAnswer } from '#model/simulation-contract.ts'
import { parseMinute } from '#model/plan-time.ts'
import { describeProblem } from '#model/problems.ts'

const minute = (text: string): number => parseMinute(`${text}T17:00`) as number

/** States of the tools' screens: nothing yet, at work, refused, and with what they show. */
export function toolStates(base: PaneState, language: Language): Record<string, PaneState> {
  const zh = language === 'zh'
  const refused = {
    kind: 'refused' as const,
    text: zh
      ? '项目“BJ-01”只计算过一次，没有可比较的结果。'
      : 'Project "BJ-01" was calculated only once; there is nothing to compare.',
  }
  const busy = (
    command: 'check' | 'levelling' | 'preview' | 'import' | 'losses',
    running: JobStatus | null = null,
  ) => ({
    command,
    stage: null,
    job: running,
  })
  const file = { name: 'construction_kh10_滨江花园一标段.xer', bytes: new ArrayBuffer(0) }
  return {
    homeTyped: { ...base, typed: typedCells(), isDirty: true },
    problemsTyped: { ...base, screen: 'problems', typed: typedCells() },
    check: { ...base, screen: 'check', check: planCheck(zh) },
    checkStale: { ...base, screen: 'check', check: { ...planCheck(zh), change: 3, findings: [] } },
    checkFirst: { ...base, screen: 'check', busy: busy('check') },
    checkAway: { ...base, screen: 'check', failure: refused },
    explanation: { ...base, screen: 'explanation', explanation: explanation(zh) },
    explanationNone: {
      ...base,
      screen: 'explanation',
      explanation: {
        ...explanation(zh),
        parts: [],
        moved: 0,
        movedWork: 0,
        summary: zh ? '完工未变' : 'The finish did not move',
      },
    },
    explanationRefused: { ...base, screen: 'explanation', failure: refused },
    simulation: { ...base, screen: 'simulation' },
    simulationDone: { ...base, screen: 'simulation', simulation: simulation(zh) },
    simulationStale: {
      ...base,
      screen: 'simulation',
      simulation: { ...simulation(zh), isCurrent: false, cost: null, jointP80: null, joint: [], tornado: [] },
    },
    levelling: { ...base, screen: 'levelling' },
    levellingBusy: {
      ...base,
      screen: 'levelling',
      busy: busy('levelling', {
        jobId: 'J',
        kind: 'levelling',
        projectId: 'P',
        state: 'running',
        stage: 'schedule',
        progress: 0.4,
        problem: null,
        findings: [],
        resultNumber: null,
      }),
    },
    levellingProposal: { ...base, screen: 'levelling', levelling: levelProposal(zh) },
    levellingNothing: {
      ...base,
      screen: 'levelling',
      levelling: { ...levelProposal(zh), moves: [], overloads: [], overloadsBefore: 0, findings: [] },
    },
    import: { ...base, screen: 'import' },
    importReading: {
      ...base,
      screen: 'import',
      importFile: { ...file, preview: null, summary: null },
      busy: busy('preview'),
    },
    importPreview: {
      ...base,
      screen: 'import',
      importFile: { ...file, preview: importPreview(zh), summary: null },
    },
    importClean: {
      ...base,
      screen: 'import',
      project: null,
      importFile: {
        ...file,
        preview: { ...importPreview(zh), notUsed: [], projects: [freshProject(zh)] },
        summary: null,
      },
    },
    importing: {
      ...base,
      screen: 'import',
      importFile: { ...file, preview: importPreview(zh), summary: null },
      busy: busy('import', importJob()),
    },
    imported: {
      ...base,
      screen: 'import',
      importFile: {
        ...file,
        preview: importPreview(zh),
        summary: {
          projects: [
            {
              code: 'KH10',
              name: zh ? '滨江花园一标段' : 'Riverside lot 1',
              activities: 1284,
              links: 2310,
              resources: 48,
              calendars: 3,
              periods: 0,
            },
          ],
          notUsed: [],
        },
      },
    },
    importRefused: {
      ...base,
      screen: 'import',
      failure: {
        kind: 'refused',
        text: describeProblem({ code: 'file-unreadable', data: { file: file.name, reason: 'PK' } }, language),
      },
    },
    export: { ...base, screen: 'export' },
    exportLosses: { ...base, screen: 'export', exportPreview: exportPreview(zh) },
    exportWhole: {
      ...base,
      screen: 'export',
      exportPreview: { ...exportPreview(zh), format: 'template', fileName: 'BJ-01.xlsx', losses: [] },
    },
    exportReading: { ...base, screen: 'export', busy: busy('losses') },
  }
}

function typedCells(): PaneState['typed'] {
  return [
    {
      sheet: 'activity',
      rowKey: 'k1',
      row: 4,
      name: 'A1040',
      field: 'duration',
      problem: {
        code: 'not-a-number',
        data: { label: { zh: '工期(天)', en: 'Duration (d)' }, value: '三天半' },
      },
    },
    {
      sheet: 'activity',
      rowKey: '',
      row: 9,
      name: '',
      field: 'successors',
      problem: { code: 'lag-unreadable', data: { activity: 'A1020', rest: 'FS+3x' } },
    },
    {
      sheet: 'activity',
      rowKey: 'k2',
      row: 5,
      name: 'A1050',
      field: 'constraintAt',
      problem: {
        code: 'constraint-needs-date',
        data: {
          constraint: { zh: '开始不早于', en: 'Start on or after' },
          label: { zh: '限制日期', en: 'Constraint date' },
        },
      },
    },
  ]
}

function planCheck(zh: boolean): PlanCheckAnswer {
  const place = (code: string) => ({ sheet: 'activity', rowKey: code, code })
  const point = (
    number: number,
    name: string,
    more: Partial<PlanCheckAnswer['checks'][number]>,
  ): PlanCheckAnswer['checks'][number] => ({
    number,
    name,
    result: 'pass',
    metric: 0,
    threshold: 0.05,
    count: 0,
    of: 1284,
    items: [],
    places: [],
    reason: null,
    ...more,
  })
  const items = Array.from({ length: 130 }, (_, i) => `A${1000 + i * 10}`)
  return {
    projectId: 'P',
    code: 'BJ-01',
    change: 41,
    checks: [
      point(1, zh ? '缺少逻辑关系' : 'Missing logic', {
        result: 'fail',
        metric: 0.1012,
        count: 130,
        items,
        places: items.map(place),
      }),
      point(2, zh ? '负延时' : 'Leads', { threshold: 0, of: 2310 }),
      point(4, zh ? '完成-开始关系占比' : 'Finish-to-start share', {
        metric: 0.964,
        threshold: 0.9,
        of: 2310,
        count: 83,
      }),
      point(11, zh ? '未按基线完成的工序' : 'Missed activities', {
        result: 'not run',
        metric: null,
        of: 0,
        reason: zh ? '没有当前基线' : 'There is no current baseline',
      }),
      point(13, zh ? '关键路径长度指数' : 'Critical path length index', {
        metric: 0.912,
        threshold: 0.95,
        result: 'fail',
        count: 1,
        of: 1,
      }),
    ],
    findings: [
      {
        code: 'redundant-link',
        name: zh ? '多余的逻辑关系' : 'Redundant links',
        result: 'fail',
        severity: 'warning',
        count: 1,
        of: 2310,
        items: [
          {
            code: 'redundant-link',
            severity: 'warning',
            text: zh
              ? 'A1010 → A1050 已由 A1010 → A1030 → A1050 决定。'
              : 'A1010 → A1050 already follows from A1010 → A1030 → A1050.',
            at: { ...place('A1050'), field: 'predecessors' },
          },
        ],
        reason: null,
      },
    ],
    feasibility: {
      score: 0.87,
      covered: 871,
      of: 1001,
      items: [
        {
          code: 'resource-short',
          severity: 'error',
          text: zh ? 'A1210：摊铺机需 2 台，可用 1 台。' : 'A1210: needs 2 pavers, 1 is available.',
          at: place('A1210'),
        },
      ],
      reason: zh ? '仅检查了有资源分配的工序。' : 'Only activities with assignments were looked at.',
    },
  }
}

function explanation(zh: boolean): ExplanationAnswer {
  const part = (
    kind: ExplanationAnswer['parts'][number]['kind'],
    text: string,
    movedWork: number,
    code = '',
  ): ExplanationAnswer['parts'][number] => ({
    kind,
    text,
    at: code ? { sheet: 'activity', rowKey: code, code, field: 'duration' } : {},
    changes: 1,
    moved: movedWork * 3,
    movedWork,
    movedBudget: 0,
    finish: minute('2026-12-14'),
  })
  return {
    projectId: 'P',
    code: 'BJ-01',
    from: 38,
    to: 41,
    finish: { before: minute('2026-12-09'), after: minute('2026-12-11') },
    moved: 2880,
    movedWork: 960,
    minutesPerDay: 480,
    budget: { before: 1_240_112_345_67, after: 1_241_000_000_00 },
    parts: [
      part(
        'duration',
        zh ? 'A1020 工期 +5 天 → 完工推迟 3 天' : 'A1020 duration +5 d → finish 3 days later',
        1440,
        'A1020',
      ),
      part(
        'link',
        zh
          ? 'A1030 紧前工序去掉 A1025 → 完工提前 1 天'
          : 'A1030 no longer follows A1025 → finish 1 day earlier',
        -480,
        'A1030',
      ),
      part('progress', zh ? '12 道工序的进度 → 完工不变' : 'Progress of 12 activities → finish unchanged', 0),
    ],
    summary: zh
      ? '完工推迟 2 天，主要因为 A1020 工期延长。'
      : 'The finish moved 2 days later, mostly because A1020 takes longer.',
  }
}

function losses(zh: boolean): LossGroup[] {
  return [
    {
      code: 'xer-table-not-used',
      severity: 'note',
      count: 214,
      examples: [
        { place: 'UDFVALUE', text: zh ? '自定义字段“标段”不导入。' : 'User field "Lot" is not taken over.' },
        { place: 'ACTVCODE', text: zh ? '作业分类码不导入。' : 'Activity codes are not taken over.' },
      ],
    },
    {
      code: 'link-to-missing-activity',
      severity: 'warning',
      count: 2,
      examples: [
        {
          place: 'TASKPRED 118',
          text: zh ? '逻辑关系指向未导入的工序 X100。' : 'A link leads to activity X100, which is not here.',
        },
      ],
    },
  ]
}

function freshProject(zh: boolean): ImportPreview['projects'][number] {
  return {
    code: 'KH10',
    name: zh ? '滨江花园一标段' : 'Riverside lot 1',
    sheets: [
      { sheet: 'activity', rows: 1284 },
      { sheet: 'link', rows: 2310 },
      { sheet: 'resource', rows: 48 },
      { sheet: 'calendar', rows: 3 },
    ],
    replaces: null,
  }
}

function importPreview(zh: boolean): ImportPreview {
  return {
    file: 'construction_kh10.xer',
    kind: 'xer',
    encoding: 'GBK',
    projects: [
      {
        ...freshProject(zh),
        replaces: {
          projectId: 'P',
          name: zh ? '滨江花园一标段住宅楼工程' : 'Riverside Garden lot 1 residential',
          sheets: [
            { sheet: 'activity', created: 12, changed: 240, unchanged: 1032, deleted: 3 },
            { sheet: 'link', created: 20, changed: 0, unchanged: 2290, deleted: 5 },
            { sheet: 'resource', created: 0, changed: 0, unchanged: 48, deleted: 0 },
          ],
        },
      },
    ],
    notUsed: losses(zh),
  }
}

function importJob(): JobStatus {
  return {
    jobId: 'J',
    kind: 'import',
    projectId: null,
    state: 'running',
    stage: 'writing',
    progress: 0.4,
    problem: null,
    findings: [],
    resultNumber: null,
  }
}

function exportPreview(zh: boolean): ExportPreview {
  return {
    format: 'xer',
    fileName: 'BJ-01.xer',
    sheets: freshProject(zh).sheets,
    losses: losses(zh).slice(0, 1),
  }
}

function levelProposal(zh: boolean): WireLevelProposal {
  const names = zh
    ? ['三层柱钢筋绑扎', '三层梁板模板', '三层混凝土浇筑']
    : ['Column reinforcement, level 3', 'Beam and slab formwork, level 3', 'Concrete, level 3']
  return {
    proposalId: 'J',
    mode: 'finishMayMove',
    projects: [
      {
        projectId: 'P',
        code: 'BJ-01',
        priority: 1,
        finishBefore: minute('2026-09-30'),
        finishAfter: minute('2026-10-12'),
      },
    ],
    moves: names.map((name, i) => ({
      projectId: 'P',
      rowKey: `r${i}`,
      code: `A10${i}0`,
      name,
      startBefore: minute('2026-04-10'),
      startAfter: minute(`2026-04-1${4 + i}`),
      finishBefore: minute('2026-04-16'),
      finishAfter: minute(`2026-04-2${i}`),
      levelledStart: minute(`2026-04-1${4 + i}`),
    })),
    overloads: [
      {
        projectId: 'P',
        rowKey: 'crane',
        resource: 'TC-01',
        from: minute('2026-03-30'),
        to: minute('2026-04-03'),
        need: 2000,
        available: 1000,
        activities: ['A0990', 'A0995'],
      },
    ],
    overloadsBefore: 14,
    isProven: false,
    schedules: 18_432,
    findings: [
      {
        code: 'level-need-beyond-available',
        severity: 'warning',
        text: describeProblem(
          {
            code: 'level-need-beyond-available',
            data: { activity: 'A1030', resource: 'R-06', need: 38, available: 36 },
          },
          zh ? 'zh' : 'en',
        ),
        at: { sheet: 'activity', rowKey: 'r2', code: 'A1030' },
      } as WireLevelProposal['findings'][number],
    ],
  }
}

function simulation(zh: boolean): SimulationAnswer {
  const names = zh
    ? ['地下室结构', '主体结构 5—8 层', '幕墙安装', '连续降雨超过 10 天', '电梯进场']
    : [
        'Basement structure',
        'Structure, levels 5 to 8',
        'Curtain wall',
        'More than 10 days of rain',
        'Lift delivery',
      ]
  const curveOf = (from: number, to: number) => ({
    curve: Array.from({ length: 19 }, (_, i) => {
      const probability = (i + 1) / 20
      const place = 0.45 + Math.log(probability / (1 - probability)) / 7
      return { probability, value: from + (to - from) * place }
    }),
    histogram: Array.from({ length: 12 }, (_, i) => ({
      from: from + ((to - from) * i) / 12,
      to: from + ((to - from) * (i + 1)) / 12,
      share: Math.exp(-((i - 4.5) ** 2) / 8) / 5,
    })),
  })
  const [early, late] = [minute('2026-09-18'), minute('2026-12-02')]
  return {
    projectId: 'P',
    statusAt: minute('2026-03-29'),
    fromChange: 7,
    isCurrent: true,
    runs: 10_000,
    seed: 1,
    endedBy: 'stable',
    distribution: 'betaPert',
    correlateBy: 'wbs',
    correlation: 0.3,
    correlationRepaired: false,
    ranges: [
      { source: 'threePoint', activities: 14 },
      { source: 'history', activities: 212 },
      { source: 'fixed', activities: 41 },
    ],
    finish: {
      planned: minute('2026-09-30'),
      plannedProbability: 0.18,
      mean: minute('2026-10-20'),
      deviation: 18_000,
      p10: minute('2026-09-26'),
      p50: minute('2026-10-18'),
      p80: minute('2026-11-05'),
      p90: minute('2026-11-14'),
      ...curveOf(early, late),
    },
    cost: {
      planned: 12_850_000_00,
      plannedProbability: 0.31,
      mean: 13_400_000_00,
      deviation: 60_000_000,
      p10: 12_500_000_00,
      p50: 13_300_000_00,
      p80: 14_100_000_00,
      p90: 14_500_000_00,
      ...curveOf(12_000_000_00, 15_600_000_00),
    },
    joint: [],
    jointP80: { finish: minute('2026-11-12'), cost: 14_400_000_00 },
    scatter: [],
    tornado: names.map((name, i) => ({
      sheet: i === 3 ? 'risk' : 'activity',
      rowKey: `r${i}`,
      code: i === 3 ? 'R-03' : `A10${i}0`,
      name,
      finishLow: minute('2026-10-20') - (7 - i) * 1440,
      finishHigh: minute('2026-10-20') + (12 - 2 * i) * 1440,
      criticality: i === 3 ? null : 0.9 - i * 0.1,
      cruciality: 0.6,
      sensitivity: 0.4,
      probability: i === 3 ? 0.35 : null,
    })),
    criticality: names.map((name, i) => ({
      rowKey: `r${i}`,
      code: `A10${i}0`,
      name,
      criticality: 0.9 - i * 0.1,
      cruciality: 0.5,
      sensitivity: 0.3,
      significance: 0.6,
    })),
    findings: [],
  }
}
