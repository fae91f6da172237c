import type { CostKind } from '#model/entities/resource.ts'
import type { MinorUnits } from '#model/money.ts'

/** An amount by labour, material, machine, subcontract and other (人/材/机/分包/其他), in minor units. */
export type CostSplit = Record<CostKind, MinorUnits>

/** A split of nothing. */
export function emptySplit(): CostSplit {
  const none = 0 as MinorUnits
  return { labour: none, material: none, machine: none, subcontract: none, other: none }
}

/** Adds an amount to one kind of the split, in place. */
export function addToSplit(split: CostSplit, kind: CostKind, amount: number): void {
  split[kind] = (split[kind] + amount) as MinorUnits
}

/** What the five kinds come to. */
export function sumSplit(split: CostSplit): MinorUnits {
  return (split.labour + split.material + split.machine + split.subcontract + split.other) as MinorUnits
}
