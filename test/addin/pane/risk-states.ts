import type { PaneState } from '#addin/session/state.ts'
import type { Language } from '#model/contract.ts'
import type { WireLevelProposal } from '#model/level-contract.ts'
import type { SimulationAnswer } from '#model/simulation-contract.ts'
import { parseMinute } from '#model/plan-time.ts'
import { describeProblem } from '#model/problems.ts'
import { assumedCosts } from './assumed-costs.ts'

const minute = (text: string): number => parseMinute(`${text}T17:00`) as number

/** States of the screens for simulation and levelling. */
export function riskStates(base: PaneState, language: Language): Record<string, PaneState> {
  const zh = language === 'zh'
  return {
    simulation: { ...base, screen: 'simulation' },
    simulationDone: { ...base, screen: 'simulation', simulation: simulation(zh) },
    simulationLevelled: {
      ...base,
      screen: 'simulation',
      simulation: { ...simulation(zh), levelled: true },
    },
    simulationPlain: {
      ...base,
      screen: 'simulation',
      simulation: {
        ...simulation(zh),
        costAssumptions: assumedCosts.filter(({ source }) => source !== 'given'),
      },
    },
    simulationStale: {
      ...base,
      screen: 'simulation',
      simulation: { ...simulation(zh), isCurrent: false, cost: null, jointP80: null, joint: [], tornado: [] },
    },
    levelling: { ...base, screen: 'levelling' },
    levellingBusy: {
      ...base,
      screen: 'levelling',
      busy: {
        command: 'levelling',
        stage: null,
        job: {
          jobId: 'J',
          kind: 'levelling',
          projectId: 'P',
          state: 'running',
          stage: 'schedule',
          progress: 0.4,
          problem: null,
          findings: [],
          resultNumber: null,
        },
      },
    },
    levellingProposal: { ...base, screen: 'levelling', levelling: levelProposal(zh) },
    levellingNothing: {
      ...base,
      screen: 'levelling',
      levelling: { ...levelProposal(zh), moves: [], overloads: [], overloadsBefore: 0, findings: [] },
    },
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
    levelled: false,
    correlateBy: 'wbs',
    correlation: 0.3,
    correlationRepaired: false,
    ranges: [
      { source: 'threePoint', activities: 14 },
      { source: 'history', activities: 212 },
      { source: 'fixed', activities: 41 },
    ],
    costAssumptions: assumedCosts,
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
