import { step, type WorkStep } from '../work-step.ts'

export interface BuildingShape {
  floors: number
  basements: number
  /** Floors that one frame activity covers. */
  frameFloors: number
  /** Construction zones (施工段) of a floor. */
  zones: readonly string[]
  /** Floors that one fitting-out activity covers. */
  fitFloors: number
  isHospital: boolean
}

/** `3-4层`, or `3层` for one floor. */
export function floorsText(from: number, to: number): string {
  return from === to ? `${from}层` : `${from}-${to}层`
}

/** Groups of floors from the ground up. */
export function floorGroups(floors: number, size: number): { from: number; to: number }[] {
  return Array.from({ length: Math.ceil(floors / size) }, (_, index) => ({
    from: index * size + 1,
    to: Math.min(floors, (index + 1) * size),
  }))
}

/** Preparation, foundations, basements and frame. Ends with the key `topped`. */
export function buildingStructure(shape: BuildingShape): WorkStep[] {
  return [...preparation(), ...foundations(), ...basements(shape), ...frame(shape)]
}

function preparation(): WorkStep[] {
  return [
    step('open', '00', '开工令下达', 0, ''),
    step('survey', '00', '测量定位放线', 4, 'open', 'survey', 2),
    step('temporary', '00', '场地硬化与临时设施', 15, 'open', 'temporary', 24),
    step('power', '00', '临时水电接入', 8, 'open FS+3', 'conduits', 6),
  ]
}

function foundations(): WorkStep[] {
  return [
    step('support', '01.01', '基坑支护桩施工', 22, 'survey; temporary SS+6', 'support', 70),
    step('dewatering', '01.01', '降水井施工', 10, 'support SS+8', 'drains', 14, 'outdoor'),
    step('dig1', '01.01', '第一层土方开挖', 12, 'support; dewatering FS+3', 'excavation', 30, 'outdoor'),
    step('anchors', '01.01', '冠梁及锚索施工', 12, 'dig1 SS+5', 'support', 32),
    step('dig2', '01.01', '第二层土方开挖及清底', 15, 'dig1; anchors FS+3', 'excavation', 44, 'outdoor'),
    step('piles', '01.02', '旋挖灌注桩施工', 28, 'dig2 SS+8', 'piling', 110),
    step('pileCuring', '01.02', '桩身养护', 14, 'piles FS', null, 0, 'curing'),
    step('pileTest', '01.02', '桩基检测', 9, 'pileCuring', 'testing', 8),
    step('blinding', '01.03', '破桩头及垫层浇筑', 8, 'pileTest; dig2', 'pouring', 12),
    step('slabProof', '01.03', '底板防水及保护层', 7, 'blinding', 'waterproofing', 14),
    step('slabRebar', '01.03', '底板钢筋绑扎', 13, 'slabProof FS-2', 'reinforcement', 62),
    step('slabPour', '01.03', '底板混凝土浇筑', 3, 'slabRebar', 'pouring', 48),
    step('slabCuring', '01.03', '底板混凝土养护', 7, 'slabPour', null, 0, 'curing'),
    step('cranes', '00', '塔吊基础与安装', 8, 'slabRebar SS+4', 'cranes', 9),
  ]
}

function basements({ basements: count, zones }: BuildingShape): WorkStep[] {
  const steps: WorkStep[] = []
  const below = zones.map(() => 'slabCuring; cranes')
  for (let level = count; level >= 1; level--) {
    zones.forEach((zone, z) => {
      const frameKey = `wall${level}${z}`
      const flow = z > 0 ? `; wall${level}${z - 1} SS+4` : ''
      const size = 1 / zones.length
      steps.push(
        step(
          frameKey,
          '01.04',
          `地下${level}层${zone}墙柱及顶板钢筋模板`,
          zones.length > 1 ? 9 : 13,
          `${below[z]}${flow}`,
          'frame',
          52 * size,
        ),
        step(
          `lid${level}${z}`,
          '01.04',
          `地下${level}层${zone}混凝土浇筑`,
          2,
          frameKey,
          'pouring',
          30 * size,
        ),
      )
      below[z] = `lid${level}${z} FS+1`
    })
  }
  const last = zones.map((_, z) => `lid1${z}`).join('; ')
  return [
    ...steps,
    step(
      'outerProof',
      '01.05',
      '地下室外墙防水',
      10,
      `${last.replaceAll(/lid1\d/g, '$& FS+7')}`,
      'waterproofing',
      18,
    ),
    step('refill', '01.05', '肥槽回填', 12, 'outerProof SS+5', 'backfill', 16, 'outdoor'),
    step('ground', '01.05', '地基与基础分部验收', 0, 'refill'),
  ]
}

function frame({ floors, frameFloors, zones }: BuildingShape): WorkStep[] {
  const steps: WorkStep[] = []
  const groups = floorGroups(floors, frameFloors)
  groups.forEach(({ from, to }, g) => {
    const count = to - from + 1
    zones.forEach((zone, z) => {
      const floor = `${floorsText(from, to)}${zone}`
      const below = g === 0 ? `lid1${z} FS+1` : `pour${g - 1}${z} FS+1`
      const flow = z > 0 ? `; rebar${g}${z - 1} SS+3` : ''
      const size = count / zones.length
      steps.push(
        step(
          `rebar${g}${z}`,
          '02.01',
          `${floor}墙柱梁板钢筋`,
          2 * count,
          below + flow,
          'reinforcement',
          11 * size,
        ),
        step(
          `form${g}${z}`,
          '02.01',
          `${floor}模板支设`,
          2 * count + 1,
          `rebar${g}${z} SS+1`,
          'shuttering',
          8 * size,
        ),
        step(
          `pour${g}${z}`,
          '02.01',
          `${floor}混凝土浇筑`,
          count,
          `rebar${g}${z}; form${g}${z}`,
          'pouring',
          7.5 * size,
        ),
      )
    })
  })
  const top = zones.map((_, z) => `pour${groups.length - 1}${z}`).join('; ')
  return [...steps, step('topped', '02.01', '主体结构封顶', 0, top)]
}
