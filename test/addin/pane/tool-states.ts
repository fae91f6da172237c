import type { PaneState } from '#addin/session/state.ts'
import type { PlanCheckAnswer } from '#model/check-contract.ts'
import type { JobStatus, Language } from '#model/contract.ts'
import type { ExportPreview, ImportPreview, LossGroup } from '#model/exchange-contract.ts'
import type { ExplanationAnswer } from '#model/explanation-contract.ts'
import { parseMinute } from '#model/plan-time.ts'
import { describeProblem } from '#model/problems.ts'
import { unknownProject } from '#model/unknown-project.ts'

const minute = (text: string): number => parseMinute(`${text}T17:00`) as number

/** States of the tools' screens: nothing yet, at work, refused, and with what they show. */
export function toolStates(base: PaneState, language: Language): Record<string, PaneState> {
  const zh = language === 'zh'
  const refused = {
    kind: 'refused' as const,
    text: describeProblem(unknownProject('BJ-01', ['BJ-02', 'QL-07', 'H-2021']), language),
  }
  const busy = (command: 'check' | 'preview' | 'import' | 'losses', running: JobStatus | null = null) => ({
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
