import {
  Body1,
  Body1Strong,
  Caption1,
  Card,
  makeStyles,
  mergeClasses,
  MessageBar,
  MessageBarBody,
  tokens,
} from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { ForecastAnswer, Language } from '#model/contract.ts'
import { describeForecastMethod } from '#model/forecast-method.ts'
import { formatFinish, formatIndex, formatMoney, formatPercent, formatStart } from './format.ts'
import { ForecastCourse } from './ForecastCourse.tsx'
import { ForecastMovement } from './ForecastMovement.tsx'
import { useFrameStyles } from './frame-styles.ts'
import { ForecastReasons, TrackBadge } from './TrackRecord.tsx'

const useStyles = makeStyles({
  table: {
    borderCollapse: 'collapse',
    width: '100%',
    fontVariantNumeric: 'tabular-nums',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase300,
    overflowWrap: 'normal',
  },
  head: {
    textAlign: 'left',
    fontWeight: tokens.fontWeightRegular,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    padding: '2px 0',
  },
  number: { textAlign: 'right', padding: '3px 0 3px 6px', whiteSpace: 'nowrap' },
  name: {
    textAlign: 'left',
    padding: '3px 6px 3px 0',
    fontWeight: tokens.fontWeightRegular,
  },
  strong: { fontWeight: tokens.fontWeightSemibold },
})

const percentiles = ['p10', 'p50', 'p80', 'p90'] as const
const referencesShown = 5

/** Forecast of finish and cost, how it was made, and how much history stands behind it. */
export function ForecastCard(props: {
  forecast: ForecastAnswer | null
  currency: string
  language: Language
}) {
  const { t } = useTranslation()
  const styles = useFrameStyles()
  const own = useStyles()
  const { forecast } = props
  return (
    <Card role="group" aria-label={t('forecast.title')}>
      <div className={styles.row}>
        <Body1Strong className={styles.grow}>{t('forecast.title')}</Body1Strong>
        {forecast && <Caption1>{t('forecast.asOf', { date: formatStart(forecast.statusAt) })}</Caption1>}
      </div>
      {!forecast && <Body1>{t('forecast.none')}</Body1>}
      {forecast && (
        <>
          {!forecast.sufficientHistory && (
            <MessageBar intent="warning" layout="multiline">
              <MessageBarBody>{t('forecast.insufficient')}</MessageBarBody>
            </MessageBar>
          )}
          <table className={own.table}>
            <thead>
              <tr>
                <th scope="col" className={own.head}>
                  {t('forecast.percentile')}
                </th>
                <th scope="col" className={mergeClasses(own.head, own.number)}>
                  {t('forecast.finish')}
                </th>
                <th scope="col" className={mergeClasses(own.head, own.number)}>
                  {t('forecast.cost')}
                </th>
              </tr>
            </thead>
            <tbody>
              {percentiles.map(name => (
                <tr key={name} className={name === 'p80' ? own.strong : ''} data-percentile={name}>
                  <th scope="row" className={mergeClasses(own.name, name === 'p80' && own.strong)}>
                    {t(`forecast.${name}`)}
                  </th>
                  <td className={own.number}>{formatFinish(forecast.finish[name])}</td>
                  <td className={own.number}>
                    {formatMoney(forecast.cost[name], props.currency, props.language)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <TrackBadge forecast={forecast} />
          <Caption1>
            {t('forecast.indices', {
              cpi: formatIndex(forecast.indices['costPerformance']),
              spi: formatIndex(forecast.indices['schedulePerformance']),
              spit: formatIndex(forecast.indices['schedulePerformanceTime']),
            })}
          </Caption1>
          <Caption1>
            {t('forecast.method', { method: describeForecastMethod(forecast.method, props.language) })}
          </Caption1>
          <References forecast={forecast} />
          <ForecastCourse forecast={forecast} currency={props.currency} language={props.language} />
          <ForecastReasons forecast={forecast} language={props.language} />
          <ForecastMovement forecast={forecast} currency={props.currency} language={props.language} />
        </>
      )}
    </Card>
  )
}

function References({ forecast }: { forecast: ForecastAnswer }) {
  const { t } = useTranslation()
  const styles = useFrameStyles()
  const heaviest = [...forecast.reference].sort((a, b) => b.weight - a.weight)
  if (heaviest.length === 0) return null
  return (
    <details>
      <summary>
        <Caption1>{t('forecast.reference', { count: heaviest.length })}</Caption1>
      </summary>
      <ul className={styles.list}>
        {heaviest.slice(0, referencesShown).map(({ code, name, weight }) => (
          <li key={code} className={styles.row}>
            <Caption1 className={mergeClasses(styles.grow, styles.cut)}>{name ?? code}</Caption1>
            <Caption1 className={styles.faint}>
              {t('forecast.weight', { percent: formatPercent(weight) })}
            </Caption1>
          </li>
        ))}
      </ul>
      {heaviest.length > referencesShown && (
        <Caption1 className={styles.faint}>
          {t('common.more', { count: heaviest.length - referencesShown })}
        </Caption1>
      )}
    </details>
  )
}
