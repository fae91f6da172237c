import { Body1, Body1Strong, Button, Caption1, MessageBar, MessageBarBody } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { PlanCheckAnswer } from '#model/check-contract.ts'
import type { Language, WireProblem } from '#model/contract.ts'
import type { EntityName } from '#model/entities.ts'
import { CheckItem } from './CheckItem.tsx'
import { FindingItem } from './FindingItem.tsx'
import { formatCount, formatPercent } from './format.ts'
import { FoundRows } from './FoundRows.tsx'
import { useFrameStyles } from './frame-styles.ts'
import { ToolScreen, type ToolScreenProps } from './ToolScreen.tsx'

/** The 14 DCMA points, further faults of the plan and whether it can be carried out, each with the way to the rows. */
export function CheckScreen(
  props: ToolScreenProps & {
    check: PlanCheckAnswer | null
    /** The plan or one it is linked with was edited after the check. */
    isOld: boolean
    sheets: readonly EntityName[]
    language: Language
    onRun: () => void
    onJump: (at: WireProblem['at']) => void
  },
) {
  const { t } = useTranslation()
  const { check, busy } = props
  return (
    <ToolScreen {...props} title={t('check.title')}>
      {check && props.isOld && !busy && (
        <MessageBar layout="multiline" style={{ flexShrink: 0 }}>
          <MessageBarBody>{t('check.stale')}</MessageBarBody>
        </MessageBar>
      )}
      <Button disabled={busy !== null} onClick={props.onRun}>
        {check ? t('check.again') : t('check.run')}
      </Button>
      {check && <Results {...props} check={check} />}
    </ToolScreen>
  )
}

function Results(props: {
  check: PlanCheckAnswer
  sheets: readonly EntityName[]
  language: Language
  onJump: (at: WireProblem['at']) => void
}) {
  const { t } = useTranslation()
  const styles = useFrameStyles()
  const { checks, findings, feasibility } = props.check
  const counts = { pass: 0, fail: 0, 'not run': 0 }
  for (const { result } of checks) counts[result]++
  const found = findings.filter(({ result }) => result !== 'pass')
  return (
    <>
      <section className={styles.tight}>
        <Body1Strong as="h2" style={{ margin: 0 }}>
          {t('check.points')}
        </Body1Strong>
        <Body1 data-check-sum>
          {t('check.sum', { pass: counts.pass, fail: counts.fail, notRun: counts['not run'] })}
        </Body1>
        <ul className={styles.list}>
          {checks.map(check => (
            <CheckItem key={check.number} {...props} check={check} />
          ))}
        </ul>
      </section>
      <section className={styles.tight}>
        <Body1Strong as="h2" style={{ margin: 0 }}>
          {t('check.findings')}
        </Body1Strong>
        {found.length === 0 && <Body1>{t('check.noFindings')}</Body1>}
        <ul className={styles.list}>
          {found.map(finding => (
            <FindingItem key={finding.code} {...props} finding={finding} />
          ))}
        </ul>
      </section>
      <section className={styles.tight} data-feasibility>
        <Body1Strong as="h2" style={{ margin: 0 }}>
          {t('check.feasibility')}
        </Body1Strong>
        {feasibility.score === null ? (
          <Body1>{feasibility.reason ?? t('check.notRun')}</Body1>
        ) : (
          <Body1>
            {t('check.covered', {
              percent: formatPercent(feasibility.score),
              covered: formatCount(feasibility.covered, props.language),
              of: formatCount(feasibility.of, props.language),
            })}
          </Body1>
        )}
        {feasibility.score !== null && feasibility.reason && (
          <Caption1 className={styles.faint}>{feasibility.reason}</Caption1>
        )}
        <FoundRows
          {...props}
          rows={feasibility.items.map(({ text, at }) => ({ text, at }))}
          count={feasibility.items.length}
        />
      </section>
    </>
  )
}
