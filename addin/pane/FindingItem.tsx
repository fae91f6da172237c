import { Body1, Caption1, Caption1Strong } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { PlanCheckAnswer } from '#model/check-contract.ts'
import type { Language, WireProblem } from '#model/contract.ts'
import type { EntityName } from '#model/entities.ts'
import { formatCount } from './format.ts'
import { FoundRows } from './FoundRows.tsx'
import { useFrameStyles } from './frame-styles.ts'
import { severityIcons } from './severity-icons.ts'

/** One kind of fault that the plan has, with its rows, or why it could not be looked for. */
export function FindingItem(props: {
  finding: PlanCheckAnswer['findings'][number]
  language: Language
  sheets: readonly EntityName[]
  onJump: (at: WireProblem['at']) => void
}) {
  const { t } = useTranslation()
  const styles = useFrameStyles()
  const { finding } = props
  const { Icon, color } = severityIcons[finding.severity]
  return (
    <li className={styles.item} data-finding={finding.code}>
      <div className={styles.row}>
        <Icon style={{ color, flexShrink: 0 }} aria-hidden />
        <Body1 className={styles.grow}>{finding.name}</Body1>
        <Caption1Strong className={styles.badge}>
          {finding.result === 'not run'
            ? t('check.notRun')
            : `${t(`problems.${finding.severity}`)} ${formatCount(finding.count, props.language)}`}
        </Caption1Strong>
      </div>
      {finding.reason && <Caption1 className={styles.faint}>{finding.reason}</Caption1>}
      <FoundRows
        {...props}
        rows={finding.items.map(({ text, at }) => ({ text, at }))}
        count={finding.count}
      />
    </li>
  )
}
