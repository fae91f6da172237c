import { minorDigits } from '#model/money.ts'
import { finishDayOf, type PlanMinute } from '#model/plan-time.ts'
import type { Connection, Parameter } from './connection.ts'

/** Figures of a report worked out in SQL, apart from the rows the report was written from. Money in minor units, dates in
 *  plan minutes, quantities in thousandths; null where there is nothing to add up. */
export interface TieOutFigures {
  statusCount: number
  earnedValueSum: number | null
  actualCostSum: number | null
  budgetAtCompletion: number | null
  plannedValue: number | null
  plannedValueAtEnd: number | null
  earnedValue: number | null
  actualCost: number | null
  budgetLabour: number
  budgetMaterial: number
  budgetMachine: number
  budgetSubcontract: number
  budgetOther: number
  actualLabour: number
  actualMaterial: number
  actualMachine: number
  actualSubcontract: number
  actualOther: number
  finishP50: number | null
  costP50: number | null
  loadQuantity: number | null
}

/** `statusAt` bounds booked cost (all of it when null); loads are those of the resources named. */
export interface TieOutScope {
  currency: string
  statusAt: PlanMinute | null
  resourceKeys: readonly string[]
}

export async function readTieOut(
  connection: Connection,
  projectId: string,
  { currency, statusAt, resourceKeys }: TieOutScope,
): Promise<TieOutFigures> {
  const divisor = 10 ** (3 + 4 - minorDigits(currency))
  const lastDay = statusAt === null ? 2932896 : finishDayOf(statusAt)
  const parameters: Parameter[] = [projectId, divisor, lastDay, [...resourceKeys]]
  const [figures] = await connection.read<TieOutFigures>(tieOutQuery, parameters)
  return figures as TieOutFigures
}

const sumOf = (kind: string, table: string) =>
  `coalesce((SELECT sum(amount) FROM ${table} WHERE kind = '${kind}'), 0)::BIGINT`
const kinds = ['labour', 'material', 'machine', 'subcontract', 'other']
const named = (side: string, kind: string) => `"${side}${kind[0]?.toUpperCase()}${kind.slice(1)}"`

/** Quantity times price is rounded half away from zero in whole numbers, as money is everywhere. */
const tieOutQuery = `
  WITH status AS (
    SELECT * FROM "statusSnapshot" WHERE "projectId" = $1
    QUALIFY row_number() OVER (PARTITION BY "statusAt" ORDER BY origin) = 1
  ), newest AS (
    SELECT * FROM status WHERE "earnedValue" IS NOT NULL OR "actualCost" IS NOT NULL
    ORDER BY "statusAt" DESC LIMIT 1
  ), planned AS (
    SELECT coalesce(r.kind, 'other') AS kind, coalesce(a."plannedCost",
      sign(a."plannedQuantity") * sign(r.price)
        * ((abs(a."plannedQuantity")::HUGEINT * abs(r.price) * 2 + $2) // ($2 * 2))) AS amount
    FROM assignment a LEFT JOIN resource r ON r."projectId" = a."projectId" AND r."rowKey" = a."resourceKey"
    WHERE a."projectId" = $1
    UNION ALL SELECT kind, amount FROM "budgetLine" WHERE "projectId" = $1
  ), booked AS (
    SELECT kind, amount FROM "costEntry" WHERE "projectId" = $1 AND "bookedOn" <= $3
    UNION ALL
    SELECT coalesce(r.kind, 'other'), a."actualCost"
    FROM assignment a LEFT JOIN resource r ON r."projectId" = a."projectId" AND r."rowKey" = a."resourceKey"
    WHERE a."projectId" = $1
  ), forecasts AS (
    SELECT * FROM forecast WHERE "projectId" = $1 AND "finishP50" IS NOT NULL ORDER BY "statusAt" DESC LIMIT 1
  )
  SELECT
    (SELECT count("earnedValue") FROM status) AS "statusCount",
    (SELECT sum("earnedValue") FROM status)::BIGINT AS "earnedValueSum",
    (SELECT sum("actualCost") FROM status)::BIGINT AS "actualCostSum",
    (SELECT "budgetAtCompletion" FROM newest) AS "budgetAtCompletion",
    (SELECT "plannedValue" FROM newest) AS "plannedValue",
    (SELECT sum(amount) FROM planned)::BIGINT AS "plannedValueAtEnd",
    (SELECT "earnedValue" FROM newest) AS "earnedValue",
    (SELECT "actualCost" FROM newest) AS "actualCost",
    ${kinds.map(kind => `${sumOf(kind, 'planned')} AS ${named('budget', kind)}`).join(',\n    ')},
    ${kinds.map(kind => `${sumOf(kind, 'booked')} AS ${named('actual', kind)}`).join(',\n    ')},
    (SELECT "finishP50" FROM forecasts) AS "finishP50",
    (SELECT "costP50" FROM forecasts) AS "costP50",
    (SELECT sum(quantity) FROM "resourceLoad" WHERE "projectId" = $1
      AND "resourceKey" IN (SELECT unnest($4)))::BIGINT AS "loadQuantity"`
