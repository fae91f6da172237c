import type { OutlineKind } from './works/outline.ts'

/** A finished sample project: what it was, how big and how long in proportion, and when it began. All names are invented. */
export interface FinishedBrief {
  name: string
  sector: string
  kind: OutlineKind
  family?: string
  isNorthern?: boolean
  /** Stretches the durations of the outline. */
  scale: number
  /** Direct cost in 万元. */
  cost: number
  start: string
}

/** How far projects of a sector leave their plans: mean and deviation of the logarithm of duration and cost. */
export const sectorTempers: Record<string, { pace: [number, number]; cost: [number, number] }> = {
  住宅: { pace: [0.07, 0.09], cost: [0.03, 0.05] },
  医疗卫生: { pace: [0.15, 0.12], cost: [0.08, 0.07] },
  学校教育: { pace: [0.08, 0.1], cost: [0.04, 0.06] },
  市政道路: { pace: [0.11, 0.14], cost: [0.06, 0.08] },
  工业厂房: { pace: [0.04, 0.09], cost: [0.02, 0.05] },
  市政水务: { pace: [0.13, 0.12], cost: [0.07, 0.08] },
}

export const finishedBriefs: readonly FinishedBrief[] = [
  ['滨江新城1#楼工程', '住宅', 'building', 1.0, 5400, '2023-03-06', '滨江新城'],
  ['滨江新城2#楼工程', '住宅', 'building', 1.05, 5650, '2023-09-11', '滨江新城'],
  ['云栖雅苑5#楼工程', '住宅', 'building', 0.95, 4800, '2023-02-20'],
  ['锦澜府8#、9#楼工程', '住宅', 'building', 1.15, 9200, '2023-04-17'],
  ['梧桐里安置小区一期', '住宅', 'building', 1.2, 14600, '2023-05-08'],
  ['南湖新居保障性住房', '住宅', 'building', 1.1, 11800, '2024-03-11'],
  ['清溪苑人才公寓', '住宅', 'building', 0.9, 6900, '2024-05-13'],
  ['东林花园12#楼工程', '住宅', 'building', 0.92, 5100, '2024-06-17'],
  ['青禾县中医院住院楼', '医疗卫生', 'building', 1.2, 13500, '2023-03-20'],
  ['临湖区妇幼保健院门诊楼', '医疗卫生', 'building', 1.1, 9800, '2023-06-05'],
  ['石桥镇中心卫生院改扩建', '医疗卫生', 'building', 0.7, 2600, '2024-03-18'],
  ['岭东市第三人民医院感染楼', '医疗卫生', 'building', 0.95, 8600, '2023-10-09'],
  ['云麓区康复医院综合楼', '医疗卫生', 'building', 1.05, 11200, '2024-02-26'],
  ['朔宁市疾控中心实验楼', '医疗卫生', 'building', 0.85, 6400, '2023-04-10', '', true],
  ['青禾县第二中学教学楼', '学校教育', 'building', 0.75, 3900, '2023-02-13'],
  ['临湖实验小学新建工程', '学校教育', 'building', 0.8, 5200, '2023-03-13'],
  ['岭东职业学院实训中心', '学校教育', 'building', 0.9, 7700, '2023-11-06'],
  ['云麓区第五幼儿园', '学校教育', 'building', 0.6, 1800, '2024-07-01'],
  ['南湖中学体育馆', '学校教育', 'building', 0.82, 4300, '2024-04-08'],
  ['朔宁一中宿舍楼及食堂', '学校教育', 'building', 0.85, 4700, '2024-04-01', '', true],
  ['石桥镇九年一贯制学校', '学校教育', 'building', 0.88, 6800, '2024-08-05'],
  ['临湖区湖滨路改造工程', '市政道路', 'road', 0.9, 5600, '2023-03-01'],
  ['岭东市环城西路拓宽', '市政道路', 'road', 1.15, 12400, '2023-04-03'],
  ['云麓区学府大道工程', '市政道路', 'road', 1.0, 8900, '2023-08-21'],
  ['朔宁市站前街改造工程', '市政道路', 'road', 0.8, 4200, '2024-03-18', '', true],
  ['青禾县工业园支路网', '市政道路', 'road', 0.85, 5100, '2024-02-26'],
  ['南湖隧道引道工程', '市政道路', 'road', 1.3, 21800, '2023-05-15'],
  ['石桥至清溪县道改建', '市政道路', 'road', 1.1, 9600, '2024-03-04'],
  ['滨江南路景观提升', '市政道路', 'road', 0.7, 3300, '2025-02-24'],
  ['朔宁市北环路大修', '市政道路', 'road', 0.75, 3900, '2025-03-24', '', true],
  ['岭东精密制造1#厂房', '工业厂房', 'building', 0.72, 6100, '2023-06-12'],
  ['云麓冷链物流仓库', '工业厂房', 'building', 0.65, 5300, '2024-03-25'],
  ['青禾新材料产业园二期', '工业厂房', 'building', 0.85, 9400, '2023-09-04'],
  ['临湖电子信息产业园A区', '工业厂房', 'building', 0.9, 12900, '2024-04-22'],
  ['石桥装配式构件厂', '工业厂房', 'building', 0.68, 4600, '2025-02-17'],
  ['岭东市第二污水处理厂', '市政水务', 'water', 1.1, 16800, '2023-03-27'],
  ['青禾县净水厂扩建', '市政水务', 'water', 0.9, 7900, '2023-08-14'],
  ['云麓区再生水厂', '市政水务', 'water', 1.0, 11600, '2024-03-11'],
  ['石桥镇污水提升泵站', '市政水务', 'water', 0.6, 2100, '2024-09-02'],
  ['朔宁市供水加压站', '市政水务', 'water', 0.65, 2700, '2024-04-15', '', true],
].map(([name, sector, kind, scale, cost, start, family, isNorthern]) => ({
  name: name as string,
  sector: sector as string,
  kind: kind as OutlineKind,
  scale: scale as number,
  cost: cost as number,
  start: start as string,
  ...(family ? { family: family as string } : {}),
  ...(isNorthern ? { isNorthern: true } : {}),
}))
