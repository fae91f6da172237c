import {
  Body1,
  Button,
  Dropdown,
  Field,
  MessageBar,
  MessageBarBody,
  Option,
  Switch,
} from '@fluentui/react-components'
import { Add20Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Language } from '#model/contract.ts'
import type { EntityName } from '#model/entities.ts'
import type { Busy, Failure } from '../session/state.ts'
import { emptyWhatIf, mostScenarios, type TriedField, type WhatIfState } from '../session/what-if-scenario.ts'
import { BusyBar } from './BusyBar.tsx'
import { FailureBar } from './FailureBar.tsx'
import { useFrameStyles } from './frame-styles.ts'
import { ScreenHead } from './ScreenHead.tsx'
import { WhatIfChanges } from './WhatIfChanges.tsx'
import { WhatIfForm } from './WhatIfForm.tsx'
import { WhatIfResults } from './WhatIfResults.tsx'

/** Scenarios: what each changes, what they come to side by side, and taking one over into the sheets. */
export function WhatIfScreen(props: {
  whatIf: WhatIfState | null
  sheets: readonly EntityName[]
  language: Language
  busy: Busy | null
  failure: Failure | null
  onAdd: (name: string) => void
  onRename: (index: number, name: string) => void
  onRemove: (index: number) => void
  onTry: (index: number, change: TriedField & { code: string; text: string }) => void
  onDrop: (index: number, place: number) => void
  onPick: () => void
  onSimulates: (simulates: boolean) => void
  onLevelled: (levelled: boolean) => void
  onRun: () => void
  onAccept: (index: number) => void
  onBack: () => void
  onDismiss: () => void
}) {
  const { t } = useTranslation()
  const styles = useFrameStyles()
  const { busy } = props
  const whatIf = props.whatIf ?? emptyWhatIf
  const { scenarios, simulates, levelled, answer, skipped, picked } = whatIf
  const [chosen, setChosen] = useState(0)
  const [place, setPlace] = useState(0)
  const at = Math.min(chosen, scenarios.length - 1)
  const scenario = scenarios[at]
  const add = (): void => {
    setChosen(scenarios.length)
    props.onAdd(t('whatIf.numbered', { number: scenarios.length + 1 }))
  }
  return (
    <>
      <ScreenHead title={t('whatIf.title')} onBack={props.onBack} />
      <main className={styles.body}>
        {props.failure && <FailureBar failure={props.failure} onDismiss={props.onDismiss} />}
        {skipped > 0 && (
          <MessageBar intent="warning" layout="multiline" style={{ flexShrink: 0 }}>
            <MessageBarBody>{t('whatIf.skipped', { count: skipped as never })}</MessageBarBody>
          </MessageBar>
        )}
        {!scenario && <Body1>{t('whatIf.about')}</Body1>}
        {scenario && (
          <Field label={t('whatIf.scenario')}>
            <Dropdown
              style={{ minWidth: 0 }}
              value={scenario.name}
              selectedOptions={[String(at)]}
              disabled={busy !== null}
              onOptionSelect={(_, { optionValue }) => setChosen(Number(optionValue))}
            >
              {scenarios.map(({ name }, place) => (
                <Option key={`${name} ${place}`} value={String(place)} text={name}>
                  {name}
                </Option>
              ))}
            </Dropdown>
          </Field>
        )}
        <Button
          icon={<Add20Regular />}
          appearance={scenario ? 'secondary' : 'primary'}
          disabled={busy !== null || scenarios.length >= mostScenarios}
          onClick={add}
          data-what-if-new
        >
          {t('whatIf.new')}
        </Button>
        {scenario && (
          <>
            <WhatIfChanges
              scenario={scenario}
              language={props.language}
              isBusy={busy !== null}
              onRename={name => props.onRename(at, name)}
              onRemove={() => props.onRemove(at)}
              onDrop={place => props.onDrop(at, place)}
            />
            <WhatIfForm
              key={`${at} ${picked?.sheet} ${picked?.code}`}
              place={place}
              onPlace={setPlace}
              whatIf={whatIf}
              language={props.language}
              isBusy={busy !== null}
              onTry={change => props.onTry(at, change)}
              onPick={props.onPick}
            />
          </>
        )}
        {scenario && (
          <Switch
            label={t('whatIf.simulate')}
            checked={simulates}
            disabled={busy !== null}
            onChange={(_, { checked }) => props.onSimulates(checked)}
            data-what-if-simulate
          />
        )}
        {scenario && simulates && (
          <Switch
            label={t('whatIf.levelled')}
            checked={levelled}
            disabled={busy !== null}
            onChange={(_, { checked }) => props.onLevelled(checked)}
            data-what-if-levelled
          />
        )}
        {busy && <BusyBar busy={busy} />}
        {!busy && scenarios.some(({ changes }) => changes.length > 0) && (
          <Button appearance={answer ? 'secondary' : 'primary'} onClick={props.onRun} data-what-if-run>
            {t(answer ? 'whatIf.again' : 'whatIf.run')}
          </Button>
        )}
        {answer && !busy && <WhatIfResults {...props} answer={answer} scenarios={scenarios} />}
      </main>
    </>
  )
}
