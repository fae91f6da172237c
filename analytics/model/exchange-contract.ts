import { Type, type Static, type TSchema } from 'typebox'
import { importSummary, jobStatus } from './contract.ts'

const closed = <P extends Record<string, TSchema>>(properties: P) =>
  Type.Object(properties, { additionalProperties: false })
const nullable = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()])
const count = Type.Integer({ minimum: 0 })

/** Formats a stored project can be written in. */
export const exportFormat = Type.Union([
  Type.Literal('xer'),
  Type.Literal('pmxml'),
  Type.Literal('mspdi'),
  Type.Literal('template'),
  Type.Literal('csv'),
])
export type ExportFormat = Static<typeof exportFormat>

/** One kind of thing that is not taken over, with how often it happens and some of the places. */
const lossGroup = closed({
  code: Type.String(),
  severity: Type.Union([Type.Literal('error'), Type.Literal('warning'), Type.Literal('note')]),
  /** How many values or rows; one example may stand for several, its text says so. */
  count,
  /** The first few, in the order of the file. */
  examples: Type.Array(closed({ place: Type.String(), text: Type.String() })),
})
export type LossGroup = Static<typeof lossGroup>

/** Rows of one sheet by the sheet's name (`activity`, `link`, ...); sheets without rows are not listed. */
const sheetCount = closed({ sheet: Type.String(), rows: count })
/** What storing would do to one sheet of a project that is there already. Rows the file no longer has but others refer to count as unchanged. */
const sheetChange = closed({
  sheet: Type.String(),
  created: count,
  changed: count,
  unchanged: count,
  deleted: count,
})

/** What a file holds and what storing it would do; nothing is stored. */
export const importPreview = closed({
  file: Type.String(),
  /** xer, pmxml, mspdi, template, csv or dslib. */
  kind: Type.String(),
  /** The encoding the text was read in; null for workbooks. */
  encoding: nullable(Type.String()),
  projects: Type.Array(
    closed({
      code: Type.String(),
      name: Type.String(),
      sheets: Type.Array(sheetCount),
      /** The stored project of the same code and what would change in it; null where the project is new. */
      replaces: nullable(
        closed({ projectId: Type.String(), name: Type.String(), sheets: Type.Array(sheetChange) }),
      ),
    }),
  ),
  notUsed: Type.Array(lossGroup),
})
export type ImportPreview = Static<typeof importPreview>

/** Where a project of the same code is there already: bring it up to date, or store the file's beside it under a code of its own. */
export const importMode = Type.Union([Type.Literal('replace'), Type.Literal('new')])
export type ImportMode = Static<typeof importMode>

/** An import that runs as a job; `summary` is there once it is done. Nothing is stored unless all is. */
export const importJob = closed({ job: jobStatus, summary: nullable(importSummary) })
export type ImportJob = Static<typeof importJob>

/** What an export would hold and what of the project its format cannot carry. */
export const exportPreview = closed({
  format: exportFormat,
  fileName: Type.String(),
  sheets: Type.Array(sheetCount),
  losses: Type.Array(lossGroup),
})
export type ExportPreview = Static<typeof exportPreview>
