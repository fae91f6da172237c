import { Body1, Caption1, Caption1Strong } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { Language } from '#model/contract.ts'
import type { LossGroup } from '#model/exchange-contract.ts'
import { formatCount } from './format.ts'
import { useFrameStyles } from './frame-styles.ts'
import { severityIcons } from './severity-icons.ts'

/** What is not taken over, grouped, with the first places of each group. */
export function LossList(props: { losses: readonly LossGroup[]; none: string; language: Language }) {
  const { t } = useTranslation()
  const styles = useFrameStyles()
  const { losses, language } = props
  if (losses.length === 0) return <Body1 data-losses={0}>{props.none}</Body1>
  return (
    <ul className={styles.list} data-losses={losses.length}>
      {losses.map((group, place) => {
        const { Icon, color } = severityIcons[group.severity]
        const [first, ...rest] = group.examples
        return (
          <li key={`${group.code} ${place}`} className={styles.item} data-loss={group.code}>
            <div className={styles.row}>
              <Icon style={{ color, flexShrink: 0 }} aria-hidden />
              <Caption1Strong className={styles.grow}>{t(`problems.${group.severity}`)}</Caption1Strong>
              <Caption1 className={styles.badge}>
                {t('exchange.places', { count: formatCount(group.count, language) as never })}
              </Caption1>
            </div>
            {first && <Example {...first} />}
            {rest.length > 0 && (
              <details>
                <summary style={{ cursor: 'pointer' }}>{t('exchange.examples')}</summary>
                {rest.map((example, i) => (
                  <Example key={`${example.place} ${i}`} {...example} />
                ))}
                {group.count > group.examples.length && (
                  <Caption1 className={styles.faint}>
                    {t('common.more', {
                      count: formatCount(group.count - group.examples.length, language) as never,
                    })}
                  </Caption1>
                )}
              </details>
            )}
          </li>
        )
      })}
    </ul>
  )
}

function Example({ place, text }: LossGroup['examples'][number]) {
  const styles = useFrameStyles()
  return (
    <div className={styles.tight}>
      <Body1>{text}</Body1>
      <Caption1 className={styles.faint}>{place}</Caption1>
    </div>
  )
}
