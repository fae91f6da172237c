import { Body1, Body1Strong, Button, Caption1, Caption1Strong } from '@fluentui/react-components'
import { Target20Regular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import type { Language } from '#model/contract.ts'
import { entityOf } from '#model/entities.ts'
import { describeProblem, problems } from '#model/problems.ts'
import type { TypedProblem } from '../session/state.ts'
import { useFrameStyles } from './frame-styles.ts'
import { severityIcons } from './severity-icons.ts'

/** Cells typed since the last sync that cannot be kept as they are, each with its remedy and the way there. */
export function TypedList(props: {
  typed: readonly TypedProblem[]
  language: Language
  onJump: (typed: TypedProblem) => void
}) {
  const { t } = useTranslation()
  const styles = useFrameStyles()
  const { language } = props
  if (props.typed.length === 0) return null
  return (
    <section className={styles.tight}>
      <Body1Strong as="h2" style={{ margin: 0 }}>
        {t('problems.typed')}
      </Body1Strong>
      <ul className={styles.list}>
        {props.typed.map((typed, i) => {
          const { severity } = problems[typed.problem.code]
          const { Icon, color } = severityIcons[severity]
          const { sheet, fields } = entityOf(typed.sheet)
          const place = [sheet[language], typed.name, fields[typed.field]?.label[language]]
          return (
            <li key={`${typed.rowKey} ${typed.field} ${i}`} className={styles.item} data-typed={typed.field}>
              <div className={styles.row}>
                <Icon style={{ color, flexShrink: 0 }} aria-hidden />
                <Caption1Strong className={styles.badge}>{t(`problems.${severity}`)}</Caption1Strong>
                <Caption1 className={styles.faint}>{place.filter(Boolean).join(' · ')}</Caption1>
              </div>
              <Body1>{describeProblem(typed.problem, language)}</Body1>
              <Button size="small" icon={<Target20Regular />} onClick={() => props.onJump(typed)}>
                {t('problems.jump')}
              </Button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
