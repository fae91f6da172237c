import { Caption1, makeStyles, tokens } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { ForecastAnswer, Language } from '#model/contract.ts'
import { formatMoney, formatStart } from './format.ts'

const useStyles = makeStyles({
  table: { borderCollapse: 'collapse', width: '100%', fontSize: tokens.fontSizeBase200 },
  cell: { textAlign: 'right', padding: '1px 0 1px 6px', fontVariantNumeric: 'tabular-nums' },
  name: { textAlign: 'left', fontWeight: tokens.fontWeightRegular },
})
const minutesPerDay = 1440

/** Why P50 moved since the forecast before, part by part; the parts add up. */
export function ForecastMovement(props: { forecast: ForecastAnswer; currency: string; language: Language }) {
  const { t } = useTranslation()
  const own = useStyles()
  const { change } = props.forecast
  if (!change) return null
  const days = (minutes: number | null) =>
    minutes === null ? '—' : t('forecast.days', { days: signed((minutes / minutesPerDay).toFixed(1)) })
  const money = (amount: number | null) =>
    amount === null ? '—' : signed(formatMoney(amount, props.currency, props.language))
  const sum = (target: 'finish' | 'cost') =>
    change.parts.reduce<number | null>((total, { movement }) => {
      const moved = movement[target]
      return total === null || moved === null ? null : total + moved
    }, 0)
  const rows = [
    ...change.parts.map(({ kind, movement }) => ({ kind, ...movement })),
    { kind: 'whole' as const, finish: sum('finish'), cost: sum('cost') },
  ].filter(row => row.kind === 'whole' || row.finish !== 0 || row.cost !== 0)
  return (
    <details>
      <summary>
        <Caption1>{t('forecast.changed', { date: formatStart(change.from.statusAt) })}</Caption1>
      </summary>
      <table className={own.table}>
        <tbody>
          {rows.map(({ kind, finish, cost }) => (
            <tr key={kind}>
              <th scope="row" className={own.name}>
                {t(`forecast.part.${kind}`)}
              </th>
              <td className={own.cell}>{days(finish)}</td>
              <td className={own.cell}>{money(cost)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}

function signed(text: string): string {
  return /^[-−]/.test(text) ? text : `+${text}`
}
