import { step, stretchSteps, type WorkStep } from '../work-step.ts'

/** The kinds of finished projects, each with its divisions and its activities in outline. */
export type OutlineKind = 'building' | 'road' | 'water'

/** A project of about twenty activities; `scale` stretches every duration. */
export function outlineWorks(kind: OutlineKind, scale: number): WorkStep[] {
  return stretchSteps(outlines[kind], scale)
}

export const waterWbs: readonly (readonly [code: string, name: string])[] = [
  ['00', '施工准备'],
  ['01', '构筑物'],
  ['02', '设备安装'],
  ['03', '工艺管线'],
  ['04', '电气与自控'],
  ['05', '厂区工程'],
  ['06', '试运行与验收'],
]

const outlines: Record<OutlineKind, readonly WorkStep[]> = {
  building: [
    step('open', '00', '开工令下达', 0, ''),
    step('ready', '00', '临时设施与场地准备', 16, 'open', 'temporary', 30),
    step('support', '01.01', '基坑支护与降水', 30, 'ready SS+8', 'support', 90),
    step('dig', '01.01', '土方开挖', 26, 'support SS+14', 'excavation', 70, 'outdoor'),
    step('piles', '01.02', '桩基施工与检测', 34, 'support SS+12', 'piling', 130),
    step('slab', '01.03', '基础底板', 24, 'dig; piles', 'reinforcement', 130),
    step('cellar', '01.04', '地下室结构', 36, 'slab FS+5', 'frame', 190),
    step('proof', '01.05', '地下防水与回填', 24, 'cellar FS+6', 'waterproofing', 40, 'outdoor'),
    step('low', '02.01', '主体结构(下段)', 60, 'cellar', 'frame', 270),
    step('high', '02.01', '主体结构(上段)', 60, 'low', 'frame', 270),
    step('walls', '02.02', '砌体工程', 70, 'low SS+36; high FF+20', 'masonry', 130),
    step('rough', '05', '给排水及消防安装', 80, 'walls SS+24', 'plumbing', 130),
    step('air', '06', '通风空调安装', 64, 'walls SS+30', 'ducts', 110),
    step('power', '07', '电气安装', 84, 'walls SS+20', 'wiring', 170),
    step('smart', '08', '智能化工程', 46, 'power SS+44', 'smart', 70),
    step('roof', '04', '屋面工程', 26, 'high FS+7', 'waterproofing', 40, 'outdoor'),
    step('outside', '03.06', '外立面与幕墙', 70, 'high FS+8; walls SS+40', 'curtainWall', 190),
    step('inside', '03.01', '室内装饰装修', 96, 'walls FS-20; rough SS+40', 'plastering', 250),
    step('lifts', '10', '电梯安装', 44, 'roof SS+6', 'elevators', 80),
    step('ground', '11', '室外管网、道路与绿化', 54, 'outside FS-24; proof', 'kerbs', 110, 'outdoor'),
    step('trial', '12', '联合调试与消防验收', 26, 'rough; air; power; smart; lifts', 'testing', 16, 'office'),
    step('tidy', '12', '竣工预验收与整改', 18, 'trial; inside; ground; roof', 'clearing', 10),
    step('done', '12', '竣工验收', 0, 'tidy FS+4'),
  ],
  road: [
    step('open', '00', '开工令下达', 0, ''),
    step('ready', '00', '交通导改与临时设施', 14, 'open', 'temporary', 24),
    step('lines', '00', '管线迁改', 34, 'ready SS+6', 'conduits', 60),
    step('break', '01', '旧路破除与清表', 22, 'ready', 'demolition', 50, 'outdoor'),
    step('piles', '05', '桥梁桩基与下部结构', 70, 'ready', 'bridge', 160, 'outdoor'),
    step('beams', '05', '梁板预制与架设', 44, 'piles FS+4', 'bridge', 150, 'outdoor'),
    step('deck', '05', '桥面系', 30, 'beams', 'bridge', 60, 'outdoor'),
    step('storm', '04', '雨水管道', 54, 'break SS+8; lines SS+12', 'drains', 150, 'outdoor'),
    step('foul', '04', '污水管道', 54, 'storm SS+10', 'drains', 140, 'outdoor'),
    step('bed', '01', '路基填筑', 50, 'foul SS+26; storm FS-12', 'subgrade', 150, 'outdoor'),
    step('base', '02', '水稳基层', 42, 'bed SS+20; bed FF+10', 'roadBase', 190, 'outdoor'),
    step('kerbs', '06', '路缘石与人行道', 50, 'base SS+18', 'kerbs', 110, 'outdoor'),
    step('lower', '03', '沥青下面层', 16, 'base FS+6', 'paving', 170, 'outdoor'),
    step('top', '03', '沥青上面层', 12, 'lower FS+3; deck; kerbs FS-8', 'paving', 140, 'outdoor'),
    step('lamps', '07', '照明工程', 36, 'kerbs SS+16', 'lighting', 90, 'outdoor'),
    step('signs', '08', '交通设施', 24, 'top', 'traffic', 80, 'outdoor'),
    step('trees', '09', '绿化工程', 34, 'kerbs SS+24', 'planting', 90, 'outdoor'),
    step('tidy', '10', '缺陷整改与预验收', 14, 'signs; trees; lamps', 'clearing', 8, 'outdoor'),
    step('done', '10', '竣工验收', 0, 'tidy FS+4'),
  ],
  water: [
    step('open', '00', '开工令下达', 0, ''),
    step('ready', '00', '临时设施与降水', 22, 'open', 'temporary', 50),
    step('dig', '01', '深基坑支护与开挖', 40, 'ready SS+10', 'excavation', 130, 'outdoor'),
    step('piles', '01', '地基处理', 36, 'dig SS+12', 'piling', 120),
    step('tanks', '01', '生化池结构', 86, 'dig; piles', 'frame', 330),
    step('settlers', '01', '二沉池结构', 64, 'tanks SS+26', 'frame', 210),
    step('houses', '01', '泵房与鼓风机房', 56, 'tanks SS+36', 'frame', 130),
    step('leaks', '01', '满水试验与防腐', 30, 'tanks FS+10; settlers', 'waterproofing', 50),
    step('refill', '01', '池外回填', 24, 'leaks SS+14', 'backfill', 60, 'outdoor'),
    step('inner', '03', '厂区工艺管线', 60, 'settlers SS+30', 'plumbing', 170, 'outdoor'),
    step('machines', '02', '工艺设备安装', 62, 'houses; leaks SS+10', 'plant', 330),
    step('power', '04', '变配电与电缆', 54, 'houses FS-10', 'wiring', 140),
    step('control', '04', '自控与仪表', 40, 'power SS+24; machines FF+8', 'smart', 100),
    step('roads', '05', '厂区道路与绿化', 40, 'refill; inner', 'kerbs', 80, 'outdoor'),
    step('single', '06', '单机调试', 16, 'machines; power; control', 'testing', 20),
    step('trial', '06', '通水联动试运行', 30, 'single; inner', 'testing', 30),
    step('done', '06', '竣工验收', 0, 'trial FS+5; roads'),
  ],
}
