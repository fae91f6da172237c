import type { PlanDay } from '#model/plan-time.ts'
import type { SampleBrief } from './draft-plan.ts'
import type { Outlook } from './outlook.ts'
import type { Temper } from './real-course.ts'
import { runningOutlooks } from './running-outlooks.ts'
import { buildingWorks } from './works/building.ts'
import { buildingWbs } from './works/building-wbs.ts'
import { stretchSteps } from './work-step.ts'
import { roadWbs, roadWorks } from './works/road.ts'

/** The three projects under way; `age` is how many days before the data date they began. All names are invented. */
export function runningProjects(
  dataDate: PlanDay,
): { brief: SampleBrief; outlook: Outlook; temper: Temper }[] {
  const began = (days: number) => (dataDate - days) as PlanDay
  return [
    {
      brief: {
        code: 'SG-2025-013',
        name: '滨江新城3#楼工程',
        sector: '住宅',
        family: '滨江新城',
        isNorthern: false,
        start: began(438),
        lastYear: 2027,
        directCost: 58_600_000,
        divisions: buildingWbs,
        steps: buildingWorks({
          floors: 26,
          basements: 2,
          frameFloors: 2,
          zones: [''],
          fitFloors: 4,
          isHospital: false,
        }),
      },
      outlook: runningOutlooks['SG-2025-013'],
      temper: { pace: 1.05, cost: 0.985, spread: 0.14 },
    },
    {
      brief: {
        code: 'SG-2025-021',
        name: '青禾县人民医院门诊综合楼',
        sector: '医疗卫生',
        family: null,
        isNorthern: false,
        start: began(394),
        lastYear: 2027,
        directCost: 186_000_000,
        divisions: buildingWbs,
        steps: buildingWorks({
          floors: 12,
          basements: 2,
          frameFloors: 1,
          zones: ['A区', 'B区'],
          fitFloors: 1,
          isHospital: true,
        }),
      },
      outlook: runningOutlooks['SG-2025-021'],
      temper: { pace: 1.16, cost: 1.075, spread: 0.16 },
    },
    {
      brief: {
        code: 'SZ-2025-004',
        name: '朔宁市迎宾大道改造工程',
        sector: '市政道路',
        family: null,
        isNorthern: true,
        start: began(431),
        lastYear: 2027,
        directCost: 92_400_000,
        divisions: roadWbs,
        steps: stretchSteps(
          roadWorks(['K0+000~K0+850段', 'K0+850~K1+700段', 'K1+700~K2+550段', 'K2+550~K3+400段']),
          1.7,
        ),
      },
      outlook: runningOutlooks['SZ-2025-004'],
      temper: { pace: 1.09, cost: 1.045, spread: 0.15 },
    },
  ]
}
