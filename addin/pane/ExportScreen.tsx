import { Body1, Body1Strong, Button, Caption1, Radio, RadioGroup } from '@fluentui/react-components'
import { ArrowDownload20Regular } from '@fluentui/react-icons'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Language } from '#model/contract.ts'
import type { ExportFormat, ExportPreview } from '#model/exchange-contract.ts'
import type { Busy, Failure } from '../session/state.ts'
import { BusyBar } from './BusyBar.tsx'
import { FailureBar } from './FailureBar.tsx'
import { useFrameStyles } from './frame-styles.ts'
import { LossList } from './LossList.tsx'
import { ScreenHead } from './ScreenHead.tsx'
import { SheetCounts } from './SheetCounts.tsx'

const formats: readonly ExportFormat[] = ['xer', 'pmxml', 'mspdi', 'template', 'csv']

/** Choose a format, see what it cannot carry, save the file. */
export function ExportScreen(props: {
  preview: ExportPreview | null
  language: Language
  busy: Busy | null
  failure: Failure | null
  onFormat: (format: ExportFormat) => void
  onExport: () => void
  onBack: () => void
  onDismiss: () => void
}) {
  const { t } = useTranslation()
  const styles = useFrameStyles()
  const { preview, busy } = props
  const [chosen, setChosen] = useState<ExportFormat | null>(preview?.format ?? null)
  const choose = (format: ExportFormat): void => {
    setChosen(format)
    props.onFormat(format)
  }
  return (
    <>
      <ScreenHead title={t('exchange.exportTitle')} onBack={props.onBack} />
      <main className={styles.body}>
        <Body1>{t('exchange.exportIntro')}</Body1>
        {props.failure && <FailureBar failure={props.failure} onDismiss={props.onDismiss} />}
        <RadioGroup
          value={chosen ?? ''}
          disabled={busy !== null}
          onChange={(_, { value }) => choose(value as ExportFormat)}
          aria-label={t('exchange.format')}
        >
          {formats.map(format => (
            <Radio key={format} value={format} label={t(`exchange.kind.${format}`)} />
          ))}
        </RadioGroup>
        {busy && <BusyBar busy={busy} />}
        {preview && (
          <>
            <Body1Strong data-file={preview.fileName}>{preview.fileName}</Body1Strong>
            <SheetCounts sheets={preview.sheets} language={props.language} />
            <Body1Strong as="h2" style={{ margin: 0 }}>
              {t('exchange.notCarried')}
            </Body1Strong>
            <LossList losses={preview.losses} none={t('exchange.allCarried')} language={props.language} />
            <Caption1 className={styles.faint}>{t('exchange.stays')}</Caption1>
            <Button
              appearance="primary"
              icon={<ArrowDownload20Regular />}
              disabled={busy !== null}
              onClick={props.onExport}
            >
              {t('exchange.save')}
            </Button>
          </>
        )}
      </main>
    </>
  )
}
