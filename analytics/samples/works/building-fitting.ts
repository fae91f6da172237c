import { step, type WorkStep } from '../work-step.ts'
import { type BuildingShape, floorGroups, floorsText } from './building-structure.ts'
import type { Trade } from '../trades.ts'

/** One kind of fitting-out work that goes up the building group by group. */
interface Flow {
  key: string
  wbs: string
  name: string
  /** Days and weight for one floor. */
  days: number
  weight: number
  trade: Trade
  /** Flows of the same floors it follows, with kind and lag; `$` stands for the group. */
  after: string
}

/** Masonry, fitting out and installations, floor group by floor group, then what closes a building. */
export function buildingFitting(shape: BuildingShape): WorkStep[] {
  const flows = shape.isHospital ? [...commonFlows, ...hospitalFlows] : [...commonFlows, ...residenceFlows]
  const groups = floorGroups(shape.floors, shape.fitFloors)
  const steps = groups.flatMap(({ from, to }, g) => {
    const count = to - from + 1
    return flows.map(flow => {
      const key = `${flow.key}${g}`
      const before = flow.after.replaceAll('$', String(g))
      const below = g === 0 ? '' : `; ${flow.key}${g - 1} FS`
      const start = flow.key === 'masonry' ? `${frameBelow(shape, to)}${below}` : `${before}${below}`
      const days = Math.max(2, Math.round(flow.days * count))
      return step(
        key,
        flow.wbs,
        `${floorsText(from, to)}${flow.name}`,
        days,
        start,
        flow.trade,
        flow.weight * count,
      )
    })
  })
  return [...steps, ...closing(shape, groups.length)]
}

/** Masonry follows the frame by enough floors for props to be struck. */
function frameBelow({ floors, frameFloors, zones }: BuildingShape, to: number): string {
  const above = Math.min(floors, to + strikingFloors)
  const g = Math.ceil(above / frameFloors) - 1
  return zones.map((_, z) => `pour${g}${z} FS+6`).join('; ')
}
const strikingFloors = 3

const commonFlows: Flow[] = [
  { key: 'masonry', wbs: '02.02', name: '填充墙砌筑', days: 4, weight: 5.2, trade: 'masonry', after: '' },
  {
    key: 'conduit',
    wbs: '07',
    name: '线管敷设及桥架',
    days: 3,
    weight: 2.6,
    trade: 'conduits',
    after: 'masonry$ SS+3; masonry$ FF+2',
  },
  {
    key: 'riser',
    wbs: '05',
    name: '给排水立支管安装',
    days: 3,
    weight: 2.8,
    trade: 'plumbing',
    after: 'masonry$ FS+1',
  },
  {
    key: 'plaster',
    wbs: '03.01',
    name: '内墙抹灰',
    days: 4,
    weight: 4.4,
    trade: 'plastering',
    after: 'masonry$ FS+6; conduit$',
  },
  {
    key: 'floor',
    wbs: '03.04',
    name: '楼地面',
    days: 3.5,
    weight: 5.4,
    trade: 'flooring',
    after: 'plaster$ FS+3; riser$',
  },
  {
    key: 'cable',
    wbs: '07',
    name: '电缆敷设及穿线',
    days: 2.5,
    weight: 4.2,
    trade: 'wiring',
    after: 'plaster$; conduit$',
  },
  {
    key: 'door',
    wbs: '03.02',
    name: '门窗安装',
    days: 2.5,
    weight: 6.4,
    trade: 'glazing',
    after: 'plaster$ SS+4',
  },
]

const residenceFlows: Flow[] = [
  {
    key: 'paint',
    wbs: '03.05',
    name: '墙面涂饰',
    days: 3,
    weight: 2.6,
    trade: 'painting',
    after: 'floor$ FS+2; door$',
  },
]

const hospitalFlows: Flow[] = [
  {
    key: 'air',
    wbs: '06',
    name: '风管及水管安装',
    days: 5,
    weight: 6.4,
    trade: 'ducts',
    after: 'masonry$ FS+2',
  },
  {
    key: 'coil',
    wbs: '06',
    name: '风机盘管及新风机安装',
    days: 3,
    weight: 6.8,
    trade: 'plant',
    after: 'air$',
  },
  {
    key: 'sprinkler',
    wbs: '05',
    name: '喷淋及消火栓安装',
    days: 4,
    weight: 4.8,
    trade: 'fireFighting',
    after: 'air$ SS+3',
  },
  {
    key: 'oxygen',
    wbs: '05',
    name: '医用气体管道安装',
    days: 3,
    weight: 4.6,
    trade: 'medical',
    after: 'riser$; air$',
  },
  {
    key: 'ceil',
    wbs: '03.03',
    name: '吊顶',
    days: 4,
    weight: 5.8,
    trade: 'ceilings',
    after: 'coil$; sprinkler$; cable$; oxygen$',
  },
  {
    key: 'weak',
    wbs: '08',
    name: '弱电布线及末端',
    days: 3,
    weight: 4.4,
    trade: 'smart',
    after: 'conduit$ FS+5; ceil$ FF+4',
  },
  {
    key: 'paint',
    wbs: '03.05',
    name: '墙面涂饰',
    days: 3,
    weight: 2.8,
    trade: 'painting',
    after: 'ceil$; floor$ FS+2; door$',
  },
]

function closing(shape: BuildingShape, groups: number): WorkStep[] {
  const last = groups - 1
  const middle = Math.floor(last / 2)
  const sides = shape.isHospital ? ['东立面', '南立面', '西立面', '北立面'] : ['南立面', '北立面']
  const outer = sides.flatMap((side, index) => [
    step(
      `scaff${index}`,
      '09',
      `${side}外墙保温`,
      14,
      index === 0 ? `topped FS+8; masonry${last}` : `scaff${index - 1} SS+6`,
      'insulating',
      14,
    ),
    step(
      `skin${index}`,
      '03.06',
      shape.isHospital ? `${side}玻璃石材幕墙安装` : `${side}外墙真石漆`,
      shape.isHospital ? 26 : 12,
      `scaff${index}`,
      shape.isHospital ? 'curtainWall' : 'painting',
      shape.isHospital ? 46 : 16,
    ),
  ])
  const skins = sides.map((_, index) => `skin${index}`).join('; ')
  return [
    step('framed', '02.02', '主体结构分部验收', 0, `masonry${last} FS+5; topped FS+28`),
    step('roofFall', '04', '屋面找坡及保温', 9, 'topped FS+7', 'insulating', 12, 'outdoor'),
    step('roofProof', '04', '屋面防水及闭水试验', 9, 'roofFall FS+2', 'waterproofing', 12, 'outdoor'),
    step('roofTop', '04', '屋面保护层及面层', 7, 'roofProof', 'flooring', 9, 'outdoor'),
    ...outer,
    step('liftRails', '10', '电梯导轨及厅门安装', 24, 'topped FS+20', 'elevators', 30),
    step('lifts', '10', '电梯主机与轿厢安装', 18, 'liftRails; roofProof', 'elevators', 58),
    step('liftCheck', '10', '电梯调试与特检', 14, 'lifts', 'testing', 6, 'office'),
    step('pumpRoom', '05', '给水泵房及消防泵房安装', 22, `riser${middle}`, 'plant', 32),
    step('fans', '06', '地下室及屋面通风防排烟', 24, `masonry${middle} FS+10; roofTop FF`, 'ducts', 26),
    step('board', '07', '变配电室安装', 26, `conduit${middle} FS+8`, 'plant', 48),
    step('alarm', '08', '火灾自动报警及联动', 24, `cable${last} SS+1; board FF+6`, 'fireFighting', 30),
    step(
      'smart',
      '08',
      shape.isHospital ? '信息机房与叫号系统' : '可视对讲与安防系统',
      22,
      `cable${last}`,
      'smart',
      28,
    ),
    ...(shape.isHospital
      ? hospitalRooms(last)
      : [step('lobby', '03.04', '大堂及公共部位精装修', 24, `floor${last} FS-10`, 'flooring', 26)]),
    step(
      'trial',
      '12',
      '机电系统联合调试',
      18,
      `pumpRoom; fans; board; alarm; smart; cable${last}${shape.isHospital ? `; coil${last}; cleanAir` : ''}`,
      'testing',
      10,
      'office',
    ),
    step(
      'mains',
      '11',
      '室外综合管网',
      28,
      `refill; ${skins.replaceAll(/skin\d/g, '$& SS+10')}`,
      'drains',
      30,
      'outdoor',
    ),
    step('roads', '11', '室外道路及铺装', 24, `mains; ${skins}`, 'kerbs', 22, 'outdoor'),
    step('greens', '11', '园林绿化', 22, 'roads SS+10', 'landscape', 24, 'outdoor'),
    step('energy', '09', '建筑节能专项验收', 3, skins, 'testing', 2, 'office'),
    step('fireCheck', '12', '消防验收', 10, 'trial; liftCheck', 'testing', 4, 'office'),
    step(
      'cleaning',
      '12',
      '收尾清理与分户验收',
      14,
      `paint${last}; ${shape.isHospital ? 'cleanAir' : 'lobby'}; trial SS+8`,
      'clearing',
      8,
    ),
    step(
      'preCheck',
      '12',
      '竣工预验收及整改',
      12,
      'fireCheck; cleaning; energy; framed; ground; greens',
      'clearing',
      4,
    ),
    step('done', '12', '竣工验收', 0, 'preCheck FS+5; roads'),
  ]
}

function hospitalRooms(last: number): WorkStep[] {
  return [
    step(
      'cleanFrame',
      '03.03',
      '手术部净化隔断与吊顶',
      26,
      `masonry${last} FS+10; air${last}`,
      'medical',
      58,
    ),
    step(
      'cleanAir',
      '06',
      '手术部净化空调安装与检测',
      24,
      'cleanFrame SS+12; cleanFrame FF+10',
      'medical',
      66,
    ),
    step('shield', '03.01', '放射科防护施工', 20, `plaster0 FS+5`, 'medical', 30),
    step('gasStation', '05', '氧气站与负压站安装', 18, 'oxygen0 FS+10', 'medical', 24),
    step('lab', '03.04', '检验科与输血科装修', 22, `floor0 FS+5; ceil0`, 'flooring', 26),
    step('lobby', '03.04', '门诊大厅精装修', 30, `floor1 FS+4; ceil1; skin0 SS+20`, 'flooring', 40),
  ]
}
