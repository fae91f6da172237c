import { Type } from 'typebox'

const standing = Type.Union([Type.Literal('official'), Type.Literal('projected')])
const year = Type.Integer({ minimum: 1900, maximum: 2200 })

/** China's holidays by year; days are `YYYY-MM-DD`, ranges include both ends. */
export const holidayList = Type.Object(
  {
    years: Type.Array(
      Type.Object(
        {
          year,
          standing,
          source: Type.String(),
          publishedOn: Type.String(),
          off: Type.Array(
            Type.Object(
              { from: Type.String(), to: Type.String(), name: Type.String() },
              { additionalProperties: false },
            ),
          ),
          makeUp: Type.Array(Type.String()),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
)

/** Which years to apply; all that are known where none are named. */
export const holidayRequest = Type.Object(
  { years: Type.Optional(Type.Array(year, { maxItems: 50 })) },
  { additionalProperties: false },
)

/** What was written to a calendar. */
export const appliedHolidays = Type.Object(
  {
    calendar: Type.String(),
    years: Type.Array(
      Type.Object({ year, standing, source: Type.String() }, { additionalProperties: false }),
    ),
    added: Type.Integer(),
    removed: Type.Integer(),
    change: Type.Integer(),
  },
  { additionalProperties: false },
)
