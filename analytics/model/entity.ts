import type { Field, FieldOrigin, RowKey, Words } from './field.ts'

type Fields = Record<string, Field<unknown>>

/** One sheet, declared once: tables, schemas, headers, formats, validation, dictionary and test rows come from it. */
export interface Entity<Name extends string = string, F = Fields> {
  name: Name
  sheet: Words
  /** What one row is, in a sentence. */
  meaning: Words
  /** The field whose text names a row to people and that references show; unique within a project. Null where rows have no name. */
  codeField: (keyof F & string) | null
  /** False for rows that only the server makes (forecasts, snapshots). */
  typed: boolean
  fields: F
}

/** `fields` keep their own types, so a row of the entity is typed by its declaration. */
export const entity = <const Name extends string, F extends { [K in keyof F]: Field<unknown> }>(
  declaration: Entity<Name, F>,
): Entity<Name, F> => declaration

/** What every stored row has besides the fields of its entity. */
export interface RowIdentity<Name extends string = string> {
  projectId: RowKey<'project'>
  rowKey: RowKey<Name>
}

type ValueOf<T> = T extends Field<infer V> ? V : never
type Of<E, Origin extends FieldOrigin> =
  E extends Entity<infer Name, infer F>
    ? RowIdentity<Name> & { [K in keyof F as F[K] extends Field<unknown, Origin> ? K : never]: ValueOf<F[K]> }
    : never
/** What people type or a file held of a row. */
export type StoredRow<E> = Of<E, 'stored'>
/** What calculation says of a row. */
export type ResultRow<E> = Of<E, 'computed'>

/** Fields in sheet order with their names. */
export function fieldsOf(e: Entity): [string, Field<unknown>][] {
  return Object.entries(e.fields)
}
/** Fields kept in the entity's own table: typed by people or imported. */
export function storedFields(e: Entity): [string, Field<unknown>][] {
  return fieldsOf(e).filter(([, field]) => field.origin === 'stored')
}
/** Fields kept in the entity's result table: written by calculation, replaced at every refresh. */
export function computedFields(e: Entity): [string, Field<unknown>][] {
  return fieldsOf(e).filter(([, field]) => field.origin === 'computed')
}
/** Name of the table that holds what was calculated for the rows of an entity. */
export function resultTable(e: Entity): string {
  return `${e.name}Result`
}
