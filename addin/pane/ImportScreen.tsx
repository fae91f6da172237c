import { Body1, Button } from '@fluentui/react-components'
import { ArrowUpload20Regular } from '@fluentui/react-icons'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Language } from '#model/contract.ts'
import type { ImportMode } from '#model/exchange-contract.ts'
import type { Busy, Failure, ImportFile } from '../session/state.ts'
import type { ChosenFile } from '../sync/client.ts'
import { BusyBar } from './BusyBar.tsx'
import { FailureBar } from './FailureBar.tsx'
import { useFrameStyles } from './frame-styles.ts'
import { ImportPreviewCard } from './ImportPreviewCard.tsx'
import { ImportSummaryCard } from './ImportSummaryCard.tsx'
import { ScreenHead } from './ScreenHead.tsx'

/** Files that can be read; a workbook in `.gz` is unpacked by the server. */
const accepted = '.xer,.xml,.xlsx,.csv,.zip,.gz'

/** Choose a file, see what it holds and what is lost, store it. */
export function ImportScreen(props: {
  file: ImportFile | null
  language: Language
  busy: Busy | null
  failure: Failure | null
  onChoose: (file: ChosenFile) => void
  onImport: (mode: ImportMode) => void
  onOpen: (code: string) => void
  onCancel: () => void
  onBack: () => void
  onDismiss: () => void
}) {
  const { t } = useTranslation()
  const styles = useFrameStyles()
  const input = useRef<HTMLInputElement>(null)
  const { file, busy } = props
  const choose = async (files: FileList | null): Promise<void> => {
    const [chosen] = files ?? []
    if (chosen) props.onChoose({ name: chosen.name, bytes: await chosen.arrayBuffer() })
    // The same file may be chosen again after it was corrected.
    if (input.current) input.current.value = ''
  }
  return (
    <>
      <ScreenHead title={t('exchange.importTitle')} onBack={props.onBack} />
      <main className={styles.body}>
        <Body1>{t('exchange.importIntro')}</Body1>
        {props.failure && <FailureBar failure={props.failure} onDismiss={props.onDismiss} />}
        <input
          ref={input}
          type="file"
          accept={accepted}
          hidden
          aria-label={t('exchange.choose')}
          onChange={event => void choose(event.currentTarget.files)}
        />
        <Button
          icon={<ArrowUpload20Regular />}
          disabled={busy !== null}
          appearance={file ? 'secondary' : 'primary'}
          onClick={() => input.current?.click()}
        >
          {file ? t('exchange.chooseOther') : t('exchange.choose')}
        </Button>
        {file && <Body1 data-file={file.name}>{file.name}</Body1>}
        {busy && <BusyBar busy={busy} onCancel={props.onCancel} />}
        {file?.preview && !file.summary && (
          <ImportPreviewCard
            key={file.name}
            preview={file.preview}
            language={props.language}
            isBusy={busy !== null}
            onImport={props.onImport}
          />
        )}
        {file?.summary && (
          <ImportSummaryCard
            summary={file.summary}
            language={props.language}
            isBusy={busy !== null}
            onOpen={props.onOpen}
          />
        )}
      </main>
    </>
  )
}
