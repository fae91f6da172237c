import { Body1, Button, Caption1, Checkbox, MessageBar, MessageBarBody } from '@fluentui/react-components'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Language, WireProblem } from '#model/contract.ts'
import type { EntityName } from '#model/entities.ts'
import type { SimulationAnswer, SimulationRequest } from '#model/simulation-contract.ts'
import type { Busy, Failure } from '../session/state.ts'
import { draftGivenCosts, type CostDrafts, readCostDrafts } from '../session/cost-drafts.ts'
import { BusyBar } from './BusyBar.tsx'
import { ChoiceField } from './ChoiceField.tsx'
import { CostFields } from './CostFields.tsx'
import { FailureBar } from './FailureBar.tsx'
import { formatCount } from './format.ts'
import { useFrameStyles } from './frame-styles.ts'
import { ScreenHead } from './ScreenHead.tsx'
import { SimulationResults } from './SimulationResults.tsx'

const runCounts = ['1000', '10000', '50000'] as const
const none = new Map<never, never>()
const distributions = ['betaPert', 'triangular', 'lognormal', 'uniform'] as const

/** Simulation of finish and cost: how many runs, within limited resources or not, by which prices, what came of them, what drives the finish, and what could
 *  not be used. */
export function SimulationScreen(props: {
  simulation: SimulationAnswer | null
  mayRun: boolean
  currency: string
  sheets: readonly EntityName[]
  language: Language
  busy: Busy | null
  failure: Failure | null
  onRun: (request: SimulationRequest) => void
  onCancel: () => void
  onJump: (at: WireProblem['at']) => void
  onBack: () => void
  onDismiss: () => void
}) {
  const { t } = useTranslation()
  const styles = useFrameStyles()
  const { simulation, busy, language } = props
  const [runs, setRuns] = useState<(typeof runCounts)[number]>('10000')
  const [distribution, setDistribution] = useState<(typeof distributions)[number]>('betaPert')
  const [chosenLevelled, setLevelled] = useState<boolean | null>(null)
  const levelled = chosenLevelled ?? simulation?.levelled ?? false
  const [typedCosts, setCosts] = useState<CostDrafts | null>(null)
  const [showsCosts, setShowsCosts] = useState(false)
  const [wasRefused, setRefused] = useState(false)
  const assumed = simulation?.costAssumptions ?? []
  const costs = typedCosts ?? draftGivenCosts(assumed)
  const { request, problems } = readCostDrafts(costs)
  const run = (): void => {
    setRefused(problems.size > 0)
    if (problems.size > 0) setShowsCosts(true)
    else props.onRun({ runs: Number(runs), distribution, levelled, ...request })
  }
  const count = (value: number) => t('simulation.runCount', { count: formatCount(value, language) as never })
  return (
    <>
      <ScreenHead title={t('simulation.title')} onBack={props.onBack} />
      <main className={styles.body}>
        {props.failure && <FailureBar failure={props.failure} onDismiss={props.onDismiss} />}
        {!simulation && !busy && <Body1>{t('simulation.about')}</Body1>}
        {simulation && !simulation.isCurrent && !busy && (
          <MessageBar layout="multiline" style={{ flexShrink: 0 }}>
            <MessageBarBody>{t('simulation.stale')}</MessageBarBody>
          </MessageBar>
        )}
        {props.mayRun && (
          <section className={styles.buttons}>
            <ChoiceField
              label={t('simulation.runs')}
              value={runs}
              choices={runCounts.map(value => ({ value, text: count(Number(value)) }))}
              isDisabled={busy !== null}
              onChoose={setRuns}
            />
            <ChoiceField
              label={t('simulation.distribution')}
              value={distribution}
              choices={distributions.map(value => ({ value, text: t(`simulation.${value}`) }))}
              isDisabled={busy !== null}
              onChoose={setDistribution}
            />
          </section>
        )}
        {props.mayRun && (
          <Checkbox
            label={t('simulation.levelled')}
            checked={levelled}
            disabled={busy !== null}
            onChange={(_, { checked }) => setLevelled(checked === true)}
            style={{ marginLeft: -8, flexShrink: 0 }}
          />
        )}
        {props.mayRun && (
          <CostFields
            drafts={costs}
            problems={wasRefused ? problems : none}
            assumed={assumed}
            isOpen={showsCosts}
            isDisabled={busy !== null}
            language={language}
            onToggle={setShowsCosts}
            onChange={setCosts}
          />
        )}
        {busy ? (
          <BusyBar busy={busy} onCancel={props.onCancel} />
        ) : (
          props.mayRun && (
            <Button appearance={simulation ? 'secondary' : 'primary'} onClick={run} data-simulate>
              {t(simulation ? 'simulation.again' : 'simulation.run')}
            </Button>
          )
        )}
        {!simulation && !busy && !props.mayRun && <Caption1>{t('simulation.none')}</Caption1>}
        {simulation && <SimulationResults {...props} simulation={simulation} />}
      </main>
    </>
  )
}
