import { Badge, Caption1, makeStyles, tokens } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { ForecastAnswer, Language } from '#model/contract.ts'
import { describeForecastRule } from '#model/forecast-method.ts'
import { describeProblem, type Problem } from '#model/problems.ts'
import { formatPercent } from './format.ts'
import { useFrameStyles } from './frame-styles.ts'

const useStyles = makeStyles({
  badge: { height: 'auto', whiteSpace: 'normal', textAlign: 'left', padding: '2px 8px' },
  table: { borderCollapse: 'collapse', width: '100%', fontSize: tokens.fontSizeBase200 },
  cell: { textAlign: 'right', padding: '1px 0 1px 6px', fontVariantNumeric: 'tabular-nums' },
  name: { textAlign: 'left', fontWeight: tokens.fontWeightRegular },
})

/** How right such forecasts have been, in a line; in colour of a warning where P80 held too seldom or too often. */
export function TrackBadge({ forecast }: { forecast: ForecastAnswer }) {
  const { t } = useTranslation()
  const own = useStyles()
  const record = forecast.trackRecord
  if (!record) return null
  return (
    <Badge
      className={own.badge}
      appearance="tint"
      color={record.isCalibrated ? 'success' : 'warning'}
      data-calibrated={record.isCalibrated}
    >
      {t('forecast.badge', {
        count: record.projects,
        finish: shown(record.finish.p80HitRate),
        cost: shown(record.cost.p80HitRate),
      })}
    </Badge>
  )
}

/** Why the forecast says what it says, in plain words: the projects, the method, how right it has been, what was not used. */
export function ForecastReasons({ forecast, language }: { forecast: ForecastAnswer; language: Language }) {
  const { t } = useTranslation()
  const styles = useFrameStyles()
  const own = useStyles()
  const record = forecast.trackRecord
  const notUsed = forecast.notUsed as Problem[]
  if (!record && notUsed.length === 0) return null
  return (
    <details>
      <summary>
        <Caption1>{t('forecast.why')}</Caption1>
      </summary>
      {record && (
        <>
          <Caption1 block>
            {t('forecast.rules', {
              finish: describeForecastRule(record.method.finish, language),
              cost: describeForecastRule(record.method.cost, language),
              version: forecast.modelVersion,
            })}
          </Caption1>
          {record.kept && <Kept kept={record.kept} byOpenWork={forecast.method === 'openWork'} />}
          {!record.isCalibrated && <Caption1 block>{t('forecast.uncalibrated')}</Caption1>}
          <table className={own.table}>
            <thead>
              <tr>
                <th scope="col" className={own.name}>
                  {t('forecast.usualError')}
                </th>
                <th scope="col" className={own.cell}>
                  {t('forecast.finish')}
                </th>
                <th scope="col" className={own.cell}>
                  {t('forecast.cost')}
                </th>
              </tr>
            </thead>
            <tbody>
              {record.byStage.map(row => (
                <tr key={row.stage}>
                  <th scope="row" className={own.name}>
                    {t(`forecast.${row.stage}`)}
                  </th>
                  <td className={own.cell}>{shown(row.finish.mape)}</td>
                  <td className={own.cell}>{shown(row.cost.mape)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      {notUsed.length > 0 && (
        <>
          <Caption1 block>{t('forecast.notUsed')}</Caption1>
          <ul className={styles.list}>
            {notUsed.map((problem, index) => (
              <li key={`${problem.code} ${String(index)}`}>
                <Caption1>{describeProblem(problem, language)}</Caption1>
              </li>
            ))}
          </ul>
        </>
      )}
    </details>
  )
}

/** How deviations of such projects have gone on, in sentences: what an accountant asks first. */
function Kept(props: {
  kept: NonNullable<NonNullable<ForecastAnswer['trackRecord']>['kept']>
  byOpenWork: boolean
}) {
  const { t } = useTranslation()
  const { isOfKind, earned, finish, cost } = props.kept
  const whose = t(isOfKind ? 'forecast.ofKind' : 'forecast.ofAll')
  const middle = t(props.byOpenWork ? 'forecast.byOpenWork' : 'forecast.byEarnedSchedule')
  return (
    <>
      {cost !== null && (
        <Caption1 block data-kept="cost">
          {t(wordsBySign(cost, 'forecast.keptCost', 'forecast.keptNoCost', 'forecast.turnedCost'), {
            whose,
            share: ofTen(cost),
          })}{' '}
          {t('forecast.costWeight', {
            history: 100 - Number(formatPercent(earned)),
            own: formatPercent(earned),
          })}
        </Caption1>
      )}
      {finish !== null && (
        <Caption1 block data-kept="finish">
          {t(wordsBySign(finish, 'forecast.keptLag', 'forecast.lagShown', 'forecast.caughtUp'), {
            whose,
            middle,
            days: ofTen(finish),
          })}
        </Caption1>
      )}
    </>
  )
}

/** Of ten days or ten percent so many, in tenths. */
function ofTen(kept: number): number {
  return Number(Math.abs(10 * kept).toFixed(1))
}

function wordsBySign<K extends string>(kept: number, more: K, none: K, less: K): K {
  if (ofTen(kept) === 0) return none
  return kept > 0 ? more : less
}

function shown(ratio: number | null): string {
  return ratio === null ? '—' : `${formatPercent(ratio)}%`
}
