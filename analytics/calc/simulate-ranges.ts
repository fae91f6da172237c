import type { Activity } from '#model/entities/activity.ts'
import type { Problem } from '#model/problems.ts'
import { shapes, statuses, type ScheduleInput } from './schedule-input.ts'
import { kindOfWork } from './simulate-kind.ts'
import { foldSector } from './sector-classes.ts'

/** What the remaining duration of an activity may come to, in minutes of its calendar. */
export type DurationRange =
  | { source: 'threePoint' | 'default'; least: number; likely: number; most: number }
  | { source: 'history'; base: number; ratios: readonly number[] }
  | { source: 'fixed'; base: number }

/** Actual over planned duration of one finished activity of an earlier project. */
export interface DurationRatio {
  name: string
  sector: string | null
  ratio: number
}

/** Ratios of a kind of work count from this many on, those of a sector or of all work from three times as many. */
const fewestRatios = 10
/** Where neither estimate nor history says more: shares of the planned duration. Building work runs over more than under. */
const defaultRange = { least: 0.9, most: 1.3 } as const

/** Kernels count durations up to twice this, 33 years of eight hours a day. */
const longest = 4_000_000

/** The range of every activity's remaining duration: its three-point estimate, else what finished projects needed for the same kind of work,
 *  the same sector or all work, else a stated default. What is done is fixed; estimates of work under way shrink with what remains. */
export function durationRanges(
  activities: readonly Activity[],
  input: ScheduleInput,
  remaining: ArrayLike<number>,
  ratios: readonly DurationRatio[],
  sector: string | null,
): { ranges: DurationRange[]; findings: Problem[] } {
  const findings: Problem[] = []
  const historyOf = ratioFinder(ratios, sector)
  const counts = { default: 0, history: 0 }
  const ranges = activities.map((activity, u): DurationRange => {
    const base = Math.min(longest, Math.round(remaining[u] as number))
    const shape = input.activities.shape[u] as number
    if ((shape !== shapes.work && shape !== shapes.resourceWork) || !(base > 0))
      return { source: 'fixed', base: base || 0 }
    const estimate = threePoint(activity, base, input.activities.status[u] as number, findings)
    if (estimate) return estimate
    const own = historyOf(activity.name)
    if (own) {
      counts.history++
      return { source: 'history', base, ratios: own }
    }
    counts.default++
    return {
      source: 'default',
      least: base * defaultRange.least,
      likely: base,
      most: base * defaultRange.most,
    }
  })
  if (counts.default > 0)
    findings.push({
      code: 'duration-range-default',
      data: {
        count: counts.default,
        least: `${Math.round(defaultRange.least * 100 - 100)} %`,
        most: `+${Math.round(defaultRange.most * 100 - 100)} %`,
        needed: fewestRatios,
        history: ratios.length,
      },
    })
  return { ranges, findings }
}

function threePoint(
  activity: Activity,
  base: number,
  status: number,
  findings: Problem[],
): DurationRange | null {
  const { optimisticDuration: least, pessimisticDuration: most } = activity
  if (least === null && most === null && activity.mostLikelyDuration === null) return null
  const likely = activity.mostLikelyDuration ?? activity.duration
  const at = { sheet: 'activity', rowKey: activity.rowKey, code: activity.code, field: 'optimisticDuration' }
  if (least === null || most === null) {
    findings.push({ code: 'three-point-incomplete', at, data: { activity: activity.code } })
    return null
  }
  if (!(least <= likely && likely <= most)) {
    findings.push({ code: 'three-point-out-of-order', at, data: { activity: activity.code } })
    return null
  }
  if (most > 2 * longest)
    findings.push({
      code: 'three-point-too-long',
      at: { ...at, field: 'pessimisticDuration' },
      data: { activity: activity.code },
    })
  if (status !== statuses.active)
    return { source: 'threePoint', least, likely, most: Math.min(2 * longest, most) }
  const share = likely > 0 ? base / likely : 0
  return share === 0
    ? { source: 'fixed', base }
    : { source: 'threePoint', least: least * share, likely: base, most: most * share }
}

function ratioFinder(ratios: readonly DurationRatio[], sector: string | null) {
  const byKind = new Map<string, number[]>()
  for (const { name, ratio } of ratios) {
    const kind = kindOfWork(name)
    const known = byKind.get(kind)
    if (known) known.push(ratio)
    else byKind.set(kind, [ratio])
  }
  const own = foldSector(sector)
  const ofSector = ratios.filter(one => foldSector(one.sector) === own).map(one => one.ratio)
  const all = ratios.map(one => one.ratio)
  const wide = [ofSector, all].find(list => list.length >= 3 * fewestRatios) ?? null
  return (name: string): readonly number[] | null => {
    const ofKind = byKind.get(kindOfWork(name)) ?? []
    return ofKind.length >= fewestRatios ? ofKind : wide
  }
}
