import { Body1, Body1Strong, Button, Caption1, Radio, RadioGroup } from '@fluentui/react-components'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Language } from '#model/contract.ts'
import type { ImportMode, ImportPreview } from '#model/exchange-contract.ts'
import { formatCount } from './format.ts'
import { useFrameStyles } from './frame-styles.ts'
import { LossList } from './LossList.tsx'
import { SheetCounts, sheetName } from './SheetCounts.tsx'

/** What a file holds, what storing it would change in a project that is there already, and what would be lost. */
export function ImportPreviewCard(props: {
  preview: ImportPreview
  language: Language
  isBusy: boolean
  onImport: (mode: ImportMode) => void
}) {
  const { t } = useTranslation()
  const styles = useFrameStyles()
  const { preview, language } = props
  const [mode, setMode] = useState<ImportMode>('replace')
  const replaces = preview.projects.some(project => project.replaces !== null)
  return (
    <>
      <Caption1 className={styles.faint} data-kind={preview.kind}>
        {[t(`exchange.kind.${preview.kind}`, { defaultValue: preview.kind }), preview.encoding]
          .filter(Boolean)
          .join(' · ')}
      </Caption1>
      {preview.projects.length === 0 && <Body1>{t('exchange.noProject')}</Body1>}
      <ul className={styles.list}>
        {preview.projects.map(project => (
          <li key={project.code} className={styles.item} data-project={project.code}>
            <Body1Strong>
              {project.code} · {project.name}
            </Body1Strong>
            <SheetCounts sheets={project.sheets} language={language} />
            {project.replaces && <Replaced {...props} replaces={project.replaces} />}
          </li>
        ))}
      </ul>
      {replaces && (
        <RadioGroup
          value={mode}
          onChange={(_, { value }) => setMode(value as ImportMode)}
          aria-label={t('exchange.mode')}
        >
          <Radio value="replace" label={t('exchange.replace')} />
          <Radio value="new" label={t('exchange.beside')} />
        </RadioGroup>
      )}
      <Body1Strong as="h2" style={{ margin: 0 }}>
        {t('exchange.notUsed')}
      </Body1Strong>
      <LossList losses={preview.notUsed} none={t('exchange.nothingLost')} language={language} />
      <Button
        appearance="primary"
        disabled={props.isBusy || preview.projects.length === 0}
        onClick={() => props.onImport(replaces ? mode : 'replace')}
      >
        {t('exchange.import')}
      </Button>
    </>
  )
}

type Replaces = NonNullable<ImportPreview['projects'][number]['replaces']>

function Replaced({ replaces, language }: { replaces: Replaces; language: Language }) {
  const { t } = useTranslation()
  const styles = useFrameStyles()
  const changed = replaces.sheets.filter(
    ({ created, changed: edited, deleted }) => created + edited + deleted > 0,
  )
  return (
    <div className={styles.tight} data-replaces={replaces.projectId}>
      <Caption1>{t('exchange.replaces', { name: replaces.name })}</Caption1>
      {changed.length === 0 && <Caption1 className={styles.faint}>{t('exchange.same')}</Caption1>}
      {changed.map(({ sheet, created, changed: edited, deleted }) => (
        <Caption1 key={sheet}>
          {t('exchange.change', {
            sheet: sheetName(sheet, language),
            created: formatCount(created, language),
            changed: formatCount(edited, language),
            deleted: formatCount(deleted, language),
          })}
        </Caption1>
      ))}
    </div>
  )
}
