import type { Resource } from '#model/entities/resource.ts'
import type { Plan } from '#model/plan.ts'
import type { MspdiIds } from './mspdi-writer-ids.ts'
import type { XmlPart } from './mspdi-writer-xml.ts'

/** Resources: materials, people and machines that work, and costs. Rates are by the hour, or by the unit of a material. */
export function resourceParts(plan: Plan, ids: MspdiIds): XmlPart[] {
  return plan.resources.map((resource, index): XmlPart => ['Resource', parts(resource, index + 1, ids)])
}

function parts(resource: Resource, id: number, ids: MspdiIds): XmlPart[] {
  const isMaterial = resource.kind === 'material'
  const isCost = resource.kind === 'other'
  return [
    ['UID', ids.resources.get(resource.rowKey) as number],
    ['ID', id],
    ['Name', resource.name],
    ['Type', isMaterial || isCost ? 0 : 1],
    ['IsNull', false],
    ['MaterialLabel', isMaterial ? resource.unit : null],
    ['Code', resource.code],
    ['MaxUnits', isMaterial || isCost || resource.available === null ? null : resource.available / 1000],
    ['StandardRate', resource.price === null || isCost ? null : resource.price / 10_000],
    ['StandardRateFormat', isMaterial ? 8 : 2],
    ['CalendarUID', ids.resourceCalendars.get(resource.rowKey) ?? null],
    ['IsCostResource', isCost],
  ]
}
