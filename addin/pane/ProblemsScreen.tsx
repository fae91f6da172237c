import { Body1, Body1Strong, Button, Caption1Strong, Caption1 } from '@fluentui/react-components'
import { Target20Regular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import type { Language, WireProblem } from '#model/contract.ts'
import { type EntityName, entityOf, isEntityName } from '#model/entities.ts'
import { useFrameStyles } from './frame-styles.ts'
import { ScreenHead } from './ScreenHead.tsx'
import { severityIcons } from './severity-icons.ts'
import type { TypedProblem } from '../session/state.ts'
import { TypedList } from './TypedList.tsx'

/** What is wrong: cells typed just now, then what the last calculation found in the plan, each with the way to its cell. */
export function ProblemsScreen(props: {
  typed: readonly TypedProblem[]
  findings: readonly WireProblem[]
  sheets: readonly EntityName[]
  language: Language
  wasCalculated: boolean
  onJump: (at: WireProblem['at']) => void
  onJumpTyped: (typed: TypedProblem) => void
  onBack: () => void
}) {
  const { t } = useTranslation()
  const styles = useFrameStyles()
  const { findings } = props
  return (
    <>
      <ScreenHead title={t('problems.title')} onBack={props.onBack} />
      <main className={styles.body}>
        <TypedList typed={props.typed} language={props.language} onJump={props.onJumpTyped} />
        {props.typed.length > 0 && findings.length > 0 && (
          <Body1Strong as="h2" style={{ margin: 0 }}>
            {t('problems.calculated')}
          </Body1Strong>
        )}
        {findings.length === 0 && props.typed.length === 0 && (
          <Body1>{props.wasCalculated ? t('problems.none') : t('problems.notYet')}</Body1>
        )}
        <ul className={styles.list}>
          {findings.map((problem, i) => (
            <ProblemItem key={`${problem.code} ${i}`} problem={problem} {...props} />
          ))}
        </ul>
      </main>
    </>
  )
}

function ProblemItem(props: {
  problem: WireProblem
  sheets: readonly EntityName[]
  language: Language
  onJump: (at: WireProblem['at']) => void
}) {
  const { t } = useTranslation()
  const styles = useFrameStyles()
  const { problem, sheets, language } = props
  const sheet = problem.at.sheet && isEntityName(problem.at.sheet) ? problem.at.sheet : null
  const { Icon, color } = severityIcons[problem.severity]
  return (
    <li className={styles.item} data-problem={problem.code}>
      <div className={styles.row}>
        <Icon style={{ color, flexShrink: 0 }} aria-hidden />
        <Caption1Strong>{t(`problems.${problem.severity}`)}</Caption1Strong>
        <Caption1 className={styles.faint}>{placeText(problem, language)}</Caption1>
      </div>
      <Body1>{problem.text}</Body1>
      {sheet && problem.at.rowKey && !sheets.includes(sheet) && (
        <Caption1 className={styles.faint}>
          {t('problems.notHere', { sheet: entityOf(sheet).sheet[language] })}
        </Caption1>
      )}
      {sheet && problem.at.rowKey && sheets.includes(sheet) && (
        <Button size="small" icon={<Target20Regular />} onClick={() => props.onJump(problem.at)}>
          {t('problems.jump')}
        </Button>
      )}
    </li>
  )
}

/** Sheet, row and column of a problem in words. */
export function placeText({ at }: Pick<WireProblem, 'at'>, language: Language): string {
  const sheet = at.sheet && isEntityName(at.sheet) ? entityOf(at.sheet) : null
  const label = at.field ? sheet?.fields[at.field]?.label[language] : undefined
  return [sheet?.sheet[language], at.code, label].filter(Boolean).join(' · ')
}
