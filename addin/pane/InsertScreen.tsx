import { Badge, Body1, Body1Strong, Button, Caption1, Checkbox } from '@fluentui/react-components'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Language } from '#model/contract.ts'
import { type EntityName, entityOf } from '#model/entities.ts'
import { mainSheets, moreSheets } from '../session/sheet-commands.ts'
import type { Failure } from '../session/state.ts'
import { FailureBar } from './FailureBar.tsx'
import { useFrameStyles } from './frame-styles.ts'
import { ScreenHead } from './ScreenHead.tsx'

/** Choose which sheets of the project this workbook shows. */
export function InsertScreen(props: {
  present: readonly EntityName[]
  language: Language
  isBusy: boolean
  failure: Failure | null
  onInsert: (sheets: EntityName[]) => void
  onBack: () => void
  onDismiss: () => void
}) {
  const { t } = useTranslation()
  const styles = useFrameStyles()
  const [chosen, setChosen] = useState<readonly EntityName[]>(() =>
    mainSheets.filter(sheet => !props.present.includes(sheet)),
  )
  const all = [...mainSheets, ...moreSheets]
  const toggle = (sheet: EntityName, isOn: boolean): void =>
    setChosen(isOn ? [...chosen, sheet] : chosen.filter(other => other !== sheet))
  const group = (title: string, sheets: readonly EntityName[]) => (
    <section className={styles.tight}>
      <Body1Strong as="h2" style={{ margin: 0 }}>
        {title}
      </Body1Strong>
      {sheets.map(sheet => (
        <SheetChoice
          key={sheet}
          sheet={sheet}
          language={props.language}
          isPresent={props.present.includes(sheet)}
          isChosen={chosen.includes(sheet)}
          onToggle={isOn => toggle(sheet, isOn)}
        />
      ))}
    </section>
  )
  return (
    <>
      <ScreenHead title={t('insert.title')} onBack={props.onBack} />
      <main className={styles.body}>
        <Body1>{t('insert.intro')}</Body1>
        {props.failure && <FailureBar failure={props.failure} onDismiss={props.onDismiss} />}
        {group(t('insert.main'), mainSheets)}
        {group(t('insert.more'), moreSheets)}
        <Button
          appearance="primary"
          disabled={props.isBusy || chosen.length === 0}
          onClick={() => props.onInsert(all.filter(sheet => chosen.includes(sheet)))}
        >
          {props.isBusy
            ? t('state.insert')
            : chosen.length === 0
              ? t('insert.pick')
              : t('insert.submit', { count: chosen.length })}
        </Button>
      </main>
    </>
  )
}

function SheetChoice(props: {
  sheet: EntityName
  language: Language
  isPresent: boolean
  isChosen: boolean
  onToggle: (isOn: boolean) => void
}) {
  const { t } = useTranslation()
  const styles = useFrameStyles()
  const { sheet, meaning } = entityOf(props.sheet)
  return (
    <div>
      <div className={styles.row}>
        <Checkbox
          label={sheet[props.language]}
          checked={props.isPresent || props.isChosen}
          disabled={props.isPresent}
          onChange={(_, { checked }) => props.onToggle(checked === true)}
          data-sheet={props.sheet}
        />
        {props.isPresent && (
          <Badge appearance="tint" className={styles.badge}>
            {t('insert.present')}
          </Badge>
        )}
      </div>
      <Caption1 className={styles.faint} style={{ display: 'block', paddingLeft: 32, marginTop: -4 }}>
        {meaning[props.language]}
      </Caption1>
    </div>
  )
}
