import { AppError } from '#model/problems.ts'
import type { NotUsed } from './not-used.ts'
import { projectObject, projectParts, sharedObjects } from './pmxml-fields.ts'
import { pmxmlTables } from './pmxml-tables.ts'
import { plansOfTables, type XerImport } from './xer-plans.ts'
import { readXml } from './xml-file.ts'

/** Reads the projects of Primavera P6's XML (PMXML) as plans, by the same rules as a .xer file: a project in both formats gives the same rows under
 *  the same row keys. What is left out is named in `notUsed` by element. Throws `file-is-not-what-it-says` for other XML,
 *  `xer-nothing-to-import` for a file without projects, and what `readXml` throws. */
export function readPmxml(bytes: Uint8Array, fileName: string): XerImport {
  const file = readXml(bytes, fileName)
  if (file.root.name !== 'APIBusinessObjects')
    throw new AppError('file-is-not-what-it-says', {
      file: fileName,
      kind: 'Primavera P6 XML (APIBusinessObjects)',
    })
  const found = plansOfTables(pmxmlTables(file), 'pmxml')
  return { ...found, notUsed: found.notUsed.map(inElements) }
}

const elementOf = new Map<string, string>()
for (const { element, table, fields } of [...sharedObjects, projectObject, ...projectParts]) {
  elementOf.set(table, element)
  for (const field of fields) elementOf.set(`${table}.${field.column}`, field.element)
}

/** Problems name tables and columns; in XML those are elements. */
function inElements(notUsed: NotUsed): NotUsed {
  const { reason } = notUsed
  const table = typeof reason.data?.['table'] === 'string' ? reason.data['table'] : (reason.at?.part ?? '')
  const named = (column: string) => {
    const [name, count] = column.split(' ')
    return [elementOf.get(`${table}.${name}`) ?? name, count].filter(part => part !== undefined).join(' ')
  }
  const data = Object.fromEntries(
    Object.entries(reason.data ?? {}).map(([key, value]) => {
      if (key === 'table' && typeof value === 'string') return [key, elementOf.get(value) ?? value]
      if (key === 'column' && typeof value === 'string') return [key, named(value)]
      if (key === 'columns' && Array.isArray(value)) return [key, value.map(named)]
      return [key, value]
    }),
  )
  const at = reason.at?.part === undefined ? reason.at : { ...reason.at, part: elementOf.get(table) ?? table }
  return {
    ...notUsed,
    place: elementOf.get(notUsed.place) ?? notUsed.place,
    reason: { ...reason, data, ...(at ? { at } : {}) },
  }
}
