import type { Assignment } from '#model/entities/assignment.ts'
import type { Resource } from '#model/entities/resource.ts'
import type { Thousandths, UnitPrice } from '#model/field.ts'
import { roundToMinor } from '#model/money.ts'
import type { XerActivityPlace } from './xer-links.ts'
import type { XerReader, XerRow } from './xer-rows.ts'
import { keyOf, type XerScope } from './xer-scope.ts'
import { scaleDecimal } from './scale-decimal.ts'

const kinds = { RT_Labor: 'labour', RT_Mat: 'material', RT_Equip: 'machine' } as const

/** A resource of the file with its rates, before it becomes a row of a plan. */
export interface XerResource {
  id: string
  line: number
  code: string
  name: string
  kind: Resource['kind']
  calendarId: string
  unit: string | null
  rates: { from: number; price: number | null; available: number | null }[]
}

/** Every resource of the file. Units come from UMEASURE, rates from RSRCRATE. */
export function readResources(reader: XerReader): XerResource[] {
  const units = new Map<string, string>()
  for (const row of reader.rows('UMEASURE'))
    units.set(row.text('unit_id'), row.text('unit_abbrev') || row.text('unit_name'))
  const resources = new Map<string, XerResource>()
  for (const row of reader.rows('RSRC')) {
    const id = row.text('rsrc_id')
    if (resources.has(id)) {
      reader.leaveOut({ code: 'xer-id-repeated', data: { table: 'RSRC', id } }, row.line)
      continue
    }
    const code = row.text('rsrc_short_name') || id
    const kind = reader.choice(row, 'RSRC', 'rsrc_type', kinds, 'labour')
    const unit = units.get(row.text('unit_id')) || (kind === 'material' ? null : 'h')
    const name = row.text('rsrc_name') || code
    resources.set(id, {
      id,
      line: row.line,
      code,
      name,
      kind,
      calendarId: row.text('clndr_id'),
      unit,
      rates: [],
    })
  }
  for (const row of reader.rows('RSRCRATE')) {
    const value = row.text('rsrc_id')
    const rate = {
      from: row.date('start_date') ?? Number.NEGATIVE_INFINITY,
      price: row.number('cost_per_qty'),
      available: row.number('max_qty_per_hr'),
    }
    const resource = resources.get(value)
    if (resource) resource.rates.push(rate)
    else
      reader.leaveOut(
        { code: 'xer-reference-missing', data: { table: 'RSRCRATE', column: 'rsrc_id', value } },
        row.line,
      )
  }
  for (const resource of resources.values()) resource.rates.sort((a, b) => a.from - b.from)
  return [...resources.values()]
}

/** The resources as rows of a project; the rate is the one valid at the data date. */
export function resourceRows(
  reader: XerReader,
  resources: readonly XerResource[],
  scope: XerScope,
): Resource[] {
  const codes = new Set<string>()
  return resources.map(resource => {
    const rowKey = keyOf<'resource'>(scope, 'R', resource.id)
    scope.resourceKeys.set(resource.id, rowKey)
    const rate = resource.rates.findLast(one => one.from <= (scope.dataDate ?? 0)) ?? resource.rates[0]
    if (resource.rates.length > 1) {
      const data = { resource: resource.code, count: resource.rates.length - 1 }
      reader.leaveOut({ code: 'xer-rate-not-used', data }, resource.line)
    }
    return {
      projectId: scope.projectId,
      rowKey,
      code: scope.unique(resource.code, codes),
      name: resource.name,
      kind: resource.kind,
      specification: null,
      unit: resource.unit,
      price: scaleDecimal(rate?.price ?? null, 4) as UnitPrice | null,
      available: available(rate?.available ?? null),
      stock: null,
      dailySupply: null,
      leadDays: null,
      calendarKey: scope.calendarKeys.get(resource.calendarId) ?? null,
    }
  })
}

/** P6 writes 0 for a resource without a limit. */
function available(perHour: number | null): Thousandths | null {
  return perHour === null || perHour <= 0 ? null : (scaleDecimal(perHour, 3) as Thousandths)
}

/** Assignments by `proj_id`. Quantities are hours, or units of a material. */
export function readAssignments(
  reader: XerReader,
  places: ReadonlyMap<string, XerActivityPlace>,
  scopes: ReadonlyMap<string, XerScope>,
): Map<string, Assignment[]> {
  const assignments = new Map<string, Assignment[]>()
  let withoutResource = 0
  let firstLine = 0
  for (const row of reader.rows('TASKRSRC')) {
    const place = places.get(row.text('task_id'))
    row.text('proj_id')
    if (row.text('rsrc_id') === '') {
      withoutResource++
      firstLine ||= row.line
      continue
    }
    const scope = place && scopes.get(place.xerId)
    const resourceKey = scope?.resourceKeys.get(row.text('rsrc_id'))
    if (!place || !scope || !resourceKey) {
      const column = place ? 'rsrc_id' : 'task_id'
      const data = { table: 'TASKRSRC', column, value: row.text(column) }
      reader.leaveOut({ code: 'xer-reference-missing', data }, row.line)
      continue
    }
    const own = assignments.get(place.xerId) ?? []
    assignments.set(place.xerId, own)
    own.push({
      projectId: place.projectId,
      rowKey: keyOf<'assignment'>(scope, 'S', row.text('taskrsrc_id') || `n${row.line}`),
      activityKey: place.key,
      resourceKey,
      ...amountsOf(row, scope.currency),
    })
  }
  if (withoutResource > 0)
    reader.leaveOut({ code: 'xer-resource-missing', data: { count: withoutResource } }, firstLine)
  return assignments
}

type Amounts = Omit<Assignment, 'projectId' | 'rowKey' | 'activityKey' | 'resourceKey'>

function amountsOf(row: XerRow, currency: string): Amounts {
  const quantity = (column: string) => scaleDecimal(row.number(column), 3) as Thousandths | null
  const cost = (...columns: string[]) => {
    const amounts = columns.map(column => row.number(column)).filter(amount => amount !== null)
    return amounts.length === 0
      ? null
      : roundToMinor(
          amounts.reduce((sum, amount) => sum + amount, 0),
          currency,
        )
  }
  const regular = quantity('act_reg_qty')
  const overtime = quantity('act_ot_qty')
  return {
    rate: quantity('target_qty_per_hr'),
    plannedQuantity: quantity('target_qty'),
    plannedCost: cost('target_cost'),
    actualQuantity:
      regular === null && overtime === null ? null : (((regular ?? 0) + (overtime ?? 0)) as Thousandths),
    remainingQuantity: quantity('remain_qty'),
    actualCost: cost('act_reg_cost', 'act_ot_cost'),
  }
}
