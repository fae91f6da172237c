import { Type, type TSchema } from 'typebox'
import { lastPlanMinute, type PlanDay, type PlanMinute } from './plan-time.ts'
import type { MinorUnits } from './money.ts'

declare const unit: unique symbol
type Of<Base, Unit extends string> = Base & { readonly [unit]: Unit }
/** Working time in minutes; days exist only on screen, through a calendar's hours per day. */
export type WorkMinutes = Of<number, 'working minutes'>
/** A quantity with three decimals, held as an integer of thousandths. */
export type Thousandths = Of<number, 'thousandths of the unit'>
/** A unit price, held as an integer of 1/10,000 of the project currency's major unit. */
export type UnitPrice = Of<number, 'ten-thousandths of the major unit'>
/** A share from 0 to 1, never a percentage. */
export type Ratio = Of<number, 'ratio, 1 = 100 %'>
/** The row key of an entity's row: a UUID made by whoever created the row. */
export type RowKey<Entity extends string> = Of<string, Entity>

export interface Words {
  zh: string
  en: string
}
export type Role = 'owner' | 'planner' | 'cost' | 'site' | 'viewer'
export interface Choice {
  value: string
  words: Words
}

/** What a cell of the field shows and accepts; each kind has one converter in `addin/excel/cells.ts`. */
export type FieldKind =
  | 'text'
  | 'integer'
  | 'number'
  | 'money'
  | 'unitPrice'
  | 'quantity'
  | 'work'
  | 'ratio'
  | 'boolean'
  | 'day'
  | 'start'
  | 'finish'
  | 'oneOf'
  | 'ref'
  | 'links'
  | 'shifts'

/** Where a field's value lives: typed and stored, written by calculation, or made from other rows when shown. */
export type FieldOrigin = 'stored' | 'computed' | 'projected'

export interface Field<T, Origin extends FieldOrigin = FieldOrigin> {
  kind: FieldKind
  origin: Origin
  sql: string
  json: TSchema
  unit: string | null
  cellFormat: string
  width: number
  label: Words
  help: Words | null
  nullable: boolean
  /** Filled on a new row whose cell is left empty. */
  initial: T | null
  /** Roles that may type it; empty for what the server computes. */
  editors: readonly Role[]
  /** What computes it, in words; null for what people type. */
  computedBy: Words | null
  choices: readonly Choice[]
  /** The entity a reference points at; its code is what the cell shows. */
  refersTo: string | null
  readonly value?: T
}

/** What a declaration may say beyond its label. */
export interface FieldOptions {
  help?: Words
  width?: number
  editors?: readonly Role[]
}

export const plannerAndSite: readonly Role[] = ['owner', 'planner', 'site']
export const plannerOnly: readonly Role[] = ['owner', 'planner']
export const costOnly: readonly Role[] = ['owner', 'cost']
export const plannerAndCost: readonly Role[] = ['owner', 'planner', 'cost']

const make =
  <T>(
    kind: FieldKind,
    sql: string,
    json: TSchema,
    cellFormat: string,
    width: number,
    unitText: string | null = null,
  ) =>
  (zh: string, en: string, options: FieldOptions = {}): Field<T, 'stored'> => ({
    kind,
    origin: 'stored',
    sql,
    json,
    unit: unitText,
    cellFormat,
    width: options.width ?? width,
    label: { zh, en },
    help: options.help ?? null,
    nullable: false,
    initial: null,
    editors: options.editors ?? plannerOnly,
    computedBy: null,
    choices: [],
    refersTo: null,
  })

const safeInteger = Type.Integer({ minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER })
const planMinute = Type.Integer({ minimum: -Number(lastPlanMinute), maximum: lastPlanMinute })

export const text = make<string>('text', 'VARCHAR', Type.String({ minLength: 1, maxLength: 1000 }), '@', 18)
export const integer = make<number>(
  'integer',
  'INTEGER',
  Type.Integer({ minimum: -2147483648, maximum: 2147483647 }),
  '0',
  9,
)
export const number = make<number>('number', 'DOUBLE', Type.Number(), '0.000', 10)
export const money = make<MinorUnits>(
  'money',
  'BIGINT',
  safeInteger,
  '#,##0.00',
  15,
  'minor units of the project currency',
)
export const unitPrice = make<UnitPrice>(
  'unitPrice',
  'BIGINT',
  safeInteger,
  '#,##0.0000',
  13,
  'ten-thousandths of the major unit',
)
export const quantity = make<Thousandths>(
  'quantity',
  'BIGINT',
  safeInteger,
  '#,##0.00#',
  11,
  'thousandths of the unit',
)
export const work = make<WorkMinutes>(
  'work',
  'INTEGER',
  Type.Integer({ minimum: 0, maximum: 2147483647 }),
  'General',
  10,
  'working minutes',
)
/** Working time that may be negative: a float or a lag. */
export const signedWork = make<WorkMinutes>(
  'work',
  'INTEGER',
  Type.Integer({ minimum: -2147483648, maximum: 2147483647 }),
  'General',
  10,
  'working minutes',
)
/** Float that tells by sign as well as by colour: `●` for none, `▼` for less than none. */
export const float = make<WorkMinutes>(
  'work',
  'INTEGER',
  Type.Integer({ minimum: -2147483648, maximum: 2147483647 }),
  'General;"▼ "-General;"● "0',
  10,
  'working minutes',
)
export const ratio = make<Ratio>(
  'ratio',
  'DOUBLE',
  Type.Number({ minimum: 0, maximum: 1 }),
  '0.0%',
  9,
  'ratio, 1 = 100 %',
)
/** An index such as cost performance: a plain number around 1. */
export const index = make<number>('number', 'DOUBLE', Type.Number(), '0.000', 9, 'ratio, 1 = as planned')
export const flag = make<boolean>('boolean', 'BOOLEAN', Type.Boolean(), 'General', 8)
export const day = make<PlanDay>(
  'day',
  'INTEGER',
  Type.Integer({ minimum: -2932896, maximum: 2932896 }),
  'yyyy-mm-dd',
  12,
  'days since 1970-01-01, no time zone',
)
/** An instant that begins something: a day typed in a cell is that day's first working minute. */
export const start = make<PlanMinute>(
  'start',
  'BIGINT',
  planMinute,
  'yyyy-mm-dd',
  12,
  'minutes since 1970-01-01T00:00 plan time',
)
/** An instant that ends something: a day typed in a cell is that day's last working minute. */
export const finish = make<PlanMinute>(
  'finish',
  'BIGINT',
  planMinute,
  'yyyy-mm-dd',
  12,
  'minutes since 1970-01-01T00:00 plan time',
)
/** Links to predecessors as text with the published grammar (`calc/link-text.ts`), stored as rows of `link`. */
export const links = (zh: string, en: string, options: FieldOptions = {}): Field<string, 'projected'> => ({
  ...make<string>(
    'links',
    'VARCHAR',
    Type.String({ minLength: 1, maxLength: 32767 }),
    '@',
    22,
  )(zh, en, options),
  origin: 'projected',
})
/** Shifts of a day as text, `08:00-12:00,13:00-17:00`; null is a day without work. */
export const shifts = make<string>(
  'shifts',
  'VARCHAR',
  Type.String({ minLength: 1, maxLength: 255 }),
  '@',
  22,
)

/** A reference to a row of another entity, held as its row key and shown as its code. */
export const ref =
  <const E extends string>(entity: E) =>
  (zh: string, en: string, options: FieldOptions = {}): Field<RowKey<E>, 'stored'> => ({
    ...make<RowKey<E>>(
      'ref',
      'VARCHAR',
      Type.String({ minLength: 1, maxLength: 64 }),
      '@',
      14,
      `row key of ${entity}`,
    )(zh, en, options),
    refersTo: entity,
  })

/** One of a closed list; cells show the words of the workbook's language. */
export const oneOf =
  <const C extends Record<string, Words>>(choices: C) =>
  (zh: string, en: string, options: FieldOptions = {}): Field<keyof C & string, 'stored'> => {
    const values = Object.keys(choices)
    const quoted = values.map(value => `'${value}'`).join(', ')
    return {
      ...make<keyof C & string>(
        'oneOf',
        `VARCHAR CHECK ($ IN (${quoted}))`,
        Type.Union(values.map(value => Type.Literal(value))),
        '@',
        12,
      )(zh, en, options),
      choices: values.map(value => ({ value, words: choices[value] as Words })),
    }
  }

/** The field may be absent: null in SQL and JSON, a blank cell. */
export const maybe = <T, O extends FieldOrigin>(field: Field<T, O>): Field<T | null, O> => ({
  ...field,
  nullable: true,
  json: Type.Union([field.json, Type.Null()]),
})

/** The value a new row starts with where the user typed nothing. */
export const initially = <T, O extends FieldOrigin>(
  field: Field<T, O>,
  initial: NoInfer<NonNullable<T>>,
): Field<T, O> => ({ ...field, initial })

/** Written by calculation, never by people; kept in the entity's result table and absent until calculated. */
export const computed = <T>(field: Field<T>, zh: string, en: string): Field<T | null, 'computed'> => ({
  ...maybe(field),
  origin: 'computed',
  editors: [],
  computedBy: { zh, en },
})
