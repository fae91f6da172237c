import {
  Body1,
  Body1Strong,
  Button,
  Caption1,
  Field,
  MessageBar,
  MessageBarBody,
  Select,
} from '@fluentui/react-components'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Language } from '#model/contract.ts'
import { type EntityName, entityOf } from '#model/entities.ts'
import { bindableSheets } from '../session/sheet-commands.ts'
import type { Failure } from '../session/state.ts'
import type { ColumnMatch, TableProposal } from '../sync/workbook-port.ts'
import { FailureBar } from './FailureBar.tsx'
import { useFrameStyles } from './frame-styles.ts'
import { ScreenHead } from './ScreenHead.tsx'

/** Bind a table that the workbook already has: say what it holds, check the columns, confirm. */
export function BindScreen(props: {
  proposal: TableProposal | null
  foundNoTable: boolean
  present: readonly EntityName[]
  language: Language
  isBusy: boolean
  failure: Failure | null
  onRead: (sheet: EntityName) => void
  onMatch: (column: number, field: string | null) => void
  onConfirm: () => void
  onBack: () => void
  onDismiss: () => void
}) {
  const { t } = useTranslation()
  const styles = useFrameStyles()
  const [sheet, setSheet] = useState<EntityName>(props.proposal?.sheet ?? 'activity')
  const { language } = props
  return (
    <>
      <ScreenHead title={t('bind.title')} onBack={props.onBack} />
      <main className={styles.body}>
        <Body1>{t('bind.intro')}</Body1>
        {props.failure && <FailureBar failure={props.failure} onDismiss={props.onDismiss} />}
        <Field label={t('bind.kind')}>
          <Select value={sheet} onChange={(_, { value }) => setSheet(value as EntityName)}>
            {bindableSheets
              .filter(name => !props.present.includes(name))
              .map(name => (
                <option key={name} value={name}>
                  {entityOf(name).sheet[language]}
                </option>
              ))}
          </Select>
        </Field>
        <Button disabled={props.isBusy} onClick={() => props.onRead(sheet)}>
          {props.isBusy ? t('state.bind') : t('bind.read')}
        </Button>
        {props.foundNoTable && (
          <MessageBar intent="warning" layout="multiline">
            <MessageBarBody>{t('bind.notFound', { sheet: entityOf(sheet).sheet[language] })}</MessageBarBody>
          </MessageBar>
        )}
        {props.proposal && <Proposal {...props} proposal={props.proposal} />}
      </main>
    </>
  )
}

function Proposal(props: {
  proposal: TableProposal
  language: Language
  isBusy: boolean
  onMatch: (column: number, field: string | null) => void
  onConfirm: () => void
}) {
  const { t } = useTranslation()
  const styles = useFrameStyles()
  const { proposal, language } = props
  const missing = missingFields(proposal).map(
    name => entityOf(proposal.sheet).fields[name]?.label[language] ?? name,
  )
  return (
    <>
      <Body1Strong>
        {t('bind.found', { name: proposal.worksheetName, address: proposal.address, count: proposal.rows })}
      </Body1Strong>
      <ul className={styles.list}>
        {proposal.columns.map((match, i) => (
          <Match key={`${match.header} ${i}`} match={match} column={i} {...props} />
        ))}
      </ul>
      {missing.length > 0 && (
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody>
            {t('bind.missing', { fields: missing.join(language === 'zh' ? '、' : ', ') })}
          </MessageBarBody>
        </MessageBar>
      )}
      <Caption1>{t('bind.note')}</Caption1>
      <Button appearance="primary" disabled={props.isBusy || missing.length > 0} onClick={props.onConfirm}>
        {t('bind.submit')}
      </Button>
    </>
  )
}

function Match(props: {
  match: ColumnMatch
  column: number
  proposal: TableProposal
  language: Language
  onMatch: (column: number, field: string | null) => void
}) {
  const { t } = useTranslation()
  const styles = useFrameStyles()
  const { match, language } = props
  const fields = Object.entries(entityOf(props.proposal.sheet).fields)
  return (
    <li className={styles.item}>
      <Field
        label={match.header === '' ? t('common.none') : match.header}
        hint={match.sample.join(' · ')}
        orientation="vertical"
      >
        <Select
          size="small"
          value={match.field ?? ''}
          onChange={(_, { value }) => props.onMatch(props.column, value === '' ? null : value)}
        >
          <option value="">{t('bind.ignore')}</option>
          {fields.map(([name, field]) => (
            <option key={name} value={name}>
              {field.label[language]}
              {field.origin === 'computed' ? ` · ${t('bind.computed')}` : ''}
            </option>
          ))}
        </Select>
      </Field>
    </li>
  )
}

/** Fields that a row cannot be without and that no column holds. */
export function missingFields({ sheet, columns }: TableProposal): string[] {
  const bound = new Set(columns.map(({ field }) => field))
  return Object.entries(entityOf(sheet).fields)
    .filter(
      ([name, field]) =>
        field.origin === 'stored' && !field.nullable && field.initial === null && !bound.has(name),
    )
    .map(([name]) => name)
}
