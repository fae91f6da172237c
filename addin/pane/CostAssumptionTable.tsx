import { Caption1 } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { Language } from '#model/contract.ts'
import { costKinds } from '#model/entities/resource.ts'
import type { SimulationAnswer } from '#model/simulation-contract.ts'
import { useComparisonStyles } from './comparison-styles.ts'
import { formatIndex, formatPercent } from './format.ts'
import { useFrameStyles } from './frame-styles.ts'

/** What a simulation assumed of costs, a line for each kind, and where that is from. */
export function CostAssumptionTable(props: {
  assumptions: SimulationAnswer['costAssumptions']
  language: Language
}) {
  const { t } = useTranslation()
  const styles = useFrameStyles()
  const looks = useComparisonStyles()
  const { assumptions, language } = props
  return (
    <>
      <table className={looks.table}>
        <thead>
          <tr>
            {(['kind', 'byTime', 'prices', 'from'] as const).map(key => (
              <th key={key} scope="col">
                <Caption1 className={styles.faint}>{t(`simulation.assumption.${key}`)}</Caption1>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {assumptions.map(({ kind, timeShare, timeShareSource, least, most, source, projects }) => (
            <tr key={kind}>
              <th scope="row">
                <Caption1 className={looks.day}>{costKinds[kind][language]}</Caption1>
              </th>
              <td>
                <Caption1>{formatPercent(timeShare)}%</Caption1>
                {timeShareSource === 'given' && (
                  <Caption1 className={looks.line}>{t('simulation.assumption.given')}</Caption1>
                )}
              </td>
              <td>
                <Caption1 className={looks.day}>
                  {formatIndex(least)}–{formatIndex(most)}
                </Caption1>
              </td>
              <td>
                <Caption1>
                  {t(`simulation.assumption.${source}`, { count: (projects ?? 0) as never })}
                </Caption1>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Caption1 className={styles.faint}>{t('simulation.assumedHint')}</Caption1>
    </>
  )
}
