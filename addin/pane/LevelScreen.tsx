import { Body1, Body1Strong, Button, Caption1, MessageBar, MessageBarBody } from '@fluentui/react-components'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Language, WireProblem } from '#model/contract.ts'
import type { EntityName } from '#model/entities.ts'
import type { LevelRequest, WireLevelProposal } from '#model/level-contract.ts'
import type { Busy, Failure } from '../session/state.ts'
import { BusyBar } from './BusyBar.tsx'
import { ChoiceField } from './ChoiceField.tsx'
import { FailureBar } from './FailureBar.tsx'
import { useFrameStyles } from './frame-styles.ts'
import { LevelProposalCard } from './LevelProposalCard.tsx'
import { ScreenHead } from './ScreenHead.tsx'

const modes = ['finishMayMove', 'withinFloat'] as const
const durations = ['1', '5', '20', '60'] as const

/** Levelling of resources: how to search, what was found, and whether to take it. */
export function LevelScreen(props: {
  proposal: WireLevelProposal | null
  sheets: readonly EntityName[]
  language: Language
  busy: Busy | null
  failure: Failure | null
  onRun: (request: LevelRequest) => void
  onCancel: () => void
  onAccept: () => void
  onDiscard: () => void
  onJump: (at: WireProblem['at']) => void
  onBack: () => void
  onDismiss: () => void
}) {
  const { t } = useTranslation()
  const styles = useFrameStyles()
  const { proposal, busy } = props
  const [mode, setMode] = useState<(typeof modes)[number]>('finishMayMove')
  const [seconds, setSeconds] = useState<(typeof durations)[number]>('5')
  return (
    <>
      <ScreenHead title={t('level.title')} onBack={props.onBack} />
      <main className={styles.body}>
        {props.failure && <FailureBar failure={props.failure} onDismiss={props.onDismiss} />}
        {!proposal && !busy && <Body1>{t('level.about')}</Body1>}
        <ChoiceField
          label={t('level.mode')}
          value={mode}
          choices={modes.map(value => ({ value, text: t(`level.${value}`) }))}
          isDisabled={busy !== null}
          onChoose={setMode}
        />
        <ChoiceField
          label={t('level.seconds')}
          value={seconds}
          choices={durations.map(value => ({ value, text: t('level.second', { count: Number(value) }) }))}
          isDisabled={busy !== null}
          onChoose={setSeconds}
        />
        {busy ? (
          <BusyBar busy={busy} onCancel={props.onCancel} />
        ) : (
          <Button
            appearance={proposal ? 'secondary' : 'primary'}
            onClick={() => props.onRun({ mode, seconds: Number(seconds) })}
            data-level-run
          >
            {t(proposal ? 'level.again' : 'level.run')}
          </Button>
        )}
        {proposal && !busy && (
          <>
            <LevelProposalCard {...props} proposal={proposal} />
            {proposal.moves.length > 0 ? (
              <section className={styles.buttons}>
                <Button appearance="primary" onClick={props.onAccept} data-level-accept>
                  {t('level.accept')}
                </Button>
                <Button onClick={props.onDiscard}>{t('level.discard')}</Button>
              </section>
            ) : (
              <MessageBar layout="multiline" style={{ flexShrink: 0 }}>
                <MessageBarBody>
                  {t(proposal.overloads.length === 0 ? 'level.nothing' : 'level.stuck')}
                </MessageBarBody>
              </MessageBar>
            )}
            {proposal.findings.length > 0 && (
              <section className={styles.tight}>
                <Body1Strong as="h2" style={{ margin: 0 }}>
                  {t('level.minded')}
                </Body1Strong>
                {proposal.findings.slice(0, 20).map(finding => (
                  <Caption1 key={finding.text}>{finding.text}</Caption1>
                ))}
                {proposal.findings.length > 20 && (
                  <Caption1 className={styles.faint}>
                    {t('common.more', { count: (proposal.findings.length - 20) as never })}
                  </Caption1>
                )}
              </section>
            )}
          </>
        )}
      </main>
    </>
  )
}
