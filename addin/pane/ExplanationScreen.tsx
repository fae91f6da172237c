import { Body1, Body1Strong, Button, Caption1, Caption1Strong, tokens } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { Language, WireProblem } from '#model/contract.ts'
import type { EntityName } from '#model/entities.ts'
import type { ExplanationAnswer } from '#model/explanation-contract.ts'
import { formatFinish, formatMoney } from './format.ts'
import { useFrameStyles } from './frame-styles.ts'
import { JumpLink } from './JumpLink.tsx'
import { ToolScreen, type ToolScreenProps } from './ToolScreen.tsx'

/** Why finish and budget moved between two calculations: every cause with its part, which add up to the whole. */
export function ExplanationScreen(
  props: ToolScreenProps & {
    explanation: ExplanationAnswer | null
    currency: string
    sheets: readonly EntityName[]
    language: Language
    onRun: () => void
    onJump: (at: WireProblem['at']) => void
  },
) {
  const { t } = useTranslation()
  const { explanation, busy } = props
  return (
    <ToolScreen {...props} title={t('explanation.title')}>
      {explanation && <Movement {...props} explanation={explanation} />}
      <Button disabled={busy !== null} onClick={props.onRun}>
        {t('explanation.again')}
      </Button>
    </ToolScreen>
  )
}

function Movement(props: {
  explanation: ExplanationAnswer
  currency: string
  sheets: readonly EntityName[]
  language: Language
  onJump: (at: WireProblem['at']) => void
}) {
  const { t } = useTranslation()
  const styles = useFrameStyles()
  const { explanation, language, currency } = props
  const { finish, budget, parts } = explanation
  return (
    <>
      <Body1Strong data-explanation>{explanation.summary}</Body1Strong>
      <Caption1>
        {t('explanation.finish', { before: formatFinish(finish.before), after: formatFinish(finish.after) })}
      </Caption1>
      {budget.before !== budget.after && (
        <Caption1>
          {t('explanation.budget', {
            before: formatMoney(budget.before, currency, language),
            after: formatMoney(budget.after, currency, language),
          })}
        </Caption1>
      )}
      {parts.length === 0 && <Body1>{t('explanation.none')}</Body1>}
      <ul className={styles.list}>
        {parts.map((part, i) => (
          <Part key={`${part.kind} ${i}`} {...props} part={part} />
        ))}
      </ul>
      {parts.length > 0 && <Caption1 className={styles.faint}>{t('explanation.adds')}</Caption1>}
    </>
  )
}

function Part(props: {
  part: ExplanationAnswer['parts'][number]
  explanation: ExplanationAnswer
  sheets: readonly EntityName[]
  onJump: (at: WireProblem['at']) => void
}) {
  const { t } = useTranslation()
  const styles = useFrameStyles()
  const { part, explanation } = props
  const days = part.movedWork === null ? null : part.movedWork / explanation.minutesPerDay
  return (
    <li className={styles.item} data-part={part.kind}>
      <div className={styles.row}>
        <Caption1 className={styles.grow}>{t(`explanation.kind.${part.kind}`)}</Caption1>
        {days !== null && (
          <Caption1Strong className={styles.badge} style={{ color: colorOf(days) }}>
            {days === 0
              ? t('explanation.still')
              : t(days > 0 ? 'explanation.later' : 'explanation.earlier', {
                  days: Number(Math.abs(days).toFixed(1)),
                })}
          </Caption1Strong>
        )}
      </div>
      <JumpLink text={part.text} at={part.at} sheets={props.sheets} onJump={props.onJump} />
    </li>
  )
}

function colorOf(days: number): string {
  if (days === 0) return tokens.colorNeutralForeground3
  return days > 0 ? tokens.colorPaletteRedForeground1 : tokens.colorPaletteGreenForeground1
}
