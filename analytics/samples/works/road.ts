import { step, type WorkStep } from '../work-step.ts'

/** Divisions of a road. Source: CJJ 1-2008, with drains, lighting and planting as units of their own. */
export const roadWbs: readonly (readonly [code: string, name: string])[] = [
  ['00', '施工准备'],
  ['01', '路基'],
  ['02', '基层'],
  ['03', '面层'],
  ['04', '排水工程'],
  ['05', '桥涵'],
  ['06', '人行道与附属'],
  ['07', '照明与电力'],
  ['08', '交通设施'],
  ['09', '绿化'],
  ['10', '竣工验收'],
]

/** A road rebuilt section by section, with a small bridge. */
export function roadWorks(sections: readonly string[]): WorkStep[] {
  return [...opening(), ...bridge(), ...sections.flatMap(sectionWorks), ...closing(sections.length - 1)]
}

function opening(): WorkStep[] {
  return [
    step('open', '00', '开工令下达', 0, ''),
    step('survey', '00', '控制测量与交桩', 5, 'open', 'survey', 2, 'outdoor'),
    step('diversion', '00', '交通导改与围挡', 8, 'survey SS+2', 'temporary', 12, 'outdoor'),
    step('lines', '00', '既有管线迁改配合', 18, 'diversion SS+4', 'conduits', 16, 'outdoor'),
  ]
}

function bridge(): WorkStep[] {
  return [
    step('bridgePile', '05', '中桥钻孔灌注桩', 24, 'diversion FS+4', 'piling', 54, 'outdoor'),
    step('bridgePier', '05', '承台与墩台', 26, 'bridgePile FS+7', 'bridge', 40, 'outdoor'),
    step('bridgeBeam', '05', '预制箱梁架设', 12, 'bridgePier FS+5', 'bridge', 62, 'outdoor'),
    step('bridgeDeck', '05', '桥面系与防水', 18, 'bridgeBeam', 'bridge', 26, 'outdoor'),
  ]
}

function sectionWorks(name: string, s: number): WorkStep[] {
  const flow = (key: string, lag = '') => (s === 0 ? '' : `; ${key}${s - 1} FS${lag}`)
  const first = s === 0 ? 'diversion' : `break${s - 1} FS`
  return [
    step(`break${s}`, '01', `${name}旧路面破除及外运`, 9, first, 'demolition', 14, 'outdoor'),
    step(
      `storm${s}`,
      '04',
      `${name}雨水管道`,
      16,
      `break${s} SS+4; lines SS+6${flow('storm')}`,
      'drains',
      34,
      'outdoor',
    ),
    step(`foul${s}`, '04', `${name}污水管道`, 16, `storm${s} SS+5${flow('foul')}`, 'drains', 32, 'outdoor'),
    step(`leak${s}`, '04', `${name}闭水试验及沟槽回填`, 8, `storm${s}; foul${s}`, 'backfill', 10, 'outdoor'),
    step(`bed${s}`, '01', `${name}路床处理与填筑`, 14, `leak${s}${flow('bed')}`, 'subgrade', 30, 'outdoor'),
    step(`lower${s}`, '02', `${name}水稳底基层`, 7, `bed${s}${flow('lower')}`, 'roadBase', 22, 'outdoor'),
    step(`upper${s}`, '02', `${name}水稳基层`, 7, `lower${s} FS+6`, 'roadBase', 24, 'outdoor'),
    step(`kerb${s}`, '06', `${name}路缘石安装`, 10, `upper${s} FS+2${flow('kerb')}`, 'kerbs', 12, 'outdoor'),
    step(
      `binder${s}`,
      '03',
      `${name}沥青中下面层`,
      5,
      `upper${s} FS+6; kerb${s} SS+5`,
      'paving',
      40,
      'outdoor',
    ),
    step(`walk${s}`, '06', `${name}人行道铺装`, 16, `kerb${s}${flow('walk')}`, 'kerbs', 18, 'outdoor'),
    step(
      `lamps${s}`,
      '07',
      `${name}路灯基础与安装`,
      10,
      `kerb${s} SS+4${flow('lamps')}`,
      'lighting',
      18,
      'outdoor',
    ),
  ]
}

function closing(last: number): WorkStep[] {
  const all = (key: string, tail = '') =>
    Array.from({ length: last + 1 }, (_, s) => `${key}${s}${tail}`).join('; ')
  return [
    step(
      'wearing',
      '03',
      '全线沥青上面层',
      9,
      `${all('binder', ' FS+3')}; bridgeDeck`,
      'paving',
      72,
      'outdoor',
    ),
    step('marking', '08', '标线标志与护栏', 14, 'wearing', 'traffic', 28, 'outdoor'),
    step('signals', '08', '信号灯与监控', 16, `${all('lamps')}`, 'traffic', 32, 'outdoor'),
    step('trees', '09', '行道树与绿化带', 24, `walk${last} SS+6; ${all('walk')}`, 'planting', 34, 'outdoor'),
    step('switching', '07', '箱变送电与亮灯调试', 8, `${all('lamps')}`, 'testing', 4, 'office'),
    step(
      'cleanUp',
      '10',
      '场地清理与缺陷整改',
      10,
      'marking; signals; trees; switching',
      'clearing',
      4,
      'outdoor',
    ),
    step('check', '10', '竣工预验收', 5, 'cleanUp', 'testing', 3, 'office'),
    step('done', '10', '竣工验收', 0, 'check FS+5'),
  ]
}
