import { Body1Strong, Caption1 } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { Language } from '#model/contract.ts'
import type { SimulationAnswer } from '#model/simulation-contract.ts'
import { CostAssumptionTable } from './CostAssumptionTable.tsx'
import { useFrameStyles } from './frame-styles.ts'

/** What a simulation assumed of costs by kind; nothing where it does not say. With `isFolded` one line says where prices are from, and opens to
 *  the rest. */
export function CostAssumptions(props: {
  assumptions: SimulationAnswer['costAssumptions']
  isFolded?: boolean
  language: Language
}) {
  const { t } = useTranslation()
  const styles = useFrameStyles()
  const { assumptions } = props
  if (assumptions.length === 0) return null
  if (!props.isFolded)
    return (
      <section className={styles.tight} data-cost-assumptions>
        <Body1Strong as="h2" style={{ margin: 0 }}>
          {t('simulation.assumed')}
        </Body1Strong>
        <CostAssumptionTable {...props} />
      </section>
    )
  const counts = (['given', 'history', 'default'] as const).flatMap(from => {
    const count = assumptions.filter(({ source }) => source === from).length
    return count === 0 ? [] : [t(`simulation.pricesFrom.${from}`, { count: count as never })]
  })
  return (
    <details data-cost-assumptions>
      <summary style={{ cursor: 'pointer' }}>
        <Caption1>
          {t('simulation.assumedFrom', { sources: counts.join(props.language === 'zh' ? '、' : ', ') })}
        </Caption1>
      </summary>
      <div className={styles.tight}>
        <CostAssumptionTable {...props} />
      </div>
    </details>
  )
}
