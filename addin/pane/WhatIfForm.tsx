import { Button, Caption1, Dropdown, Field, Input, Option, OptionGroup } from '@fluentui/react-components'
import { Add20Regular, Target20Regular } from '@fluentui/react-icons'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Language } from '#model/contract.ts'
import { entityOf } from '#model/entities.ts'
import { describeProblem } from '#model/problems.ts'
import {
  type TriedField,
  type TriedRow,
  triedFields,
  triedSheets,
  type WhatIfState,
} from '../session/what-if-scenario.ts'
import { useFrameStyles } from './frame-styles.ts'
import { sayCell } from './say-cell.ts'

/** More than these would be slow to draw; typing on narrows them down. */
const mostOffered = 50

/** One value to try: which column, which row, what to put there. */
export function WhatIfForm(props: {
  whatIf: WhatIfState
  language: Language
  isBusy: boolean
  /** The column chosen last, and told of when another is. */
  place: number
  onPlace: (place: number) => void
  onTry: (change: TriedField & { code: string; text: string }) => void
  onPick: () => void
}) {
  const { t } = useTranslation()
  const styles = useFrameStyles()
  const { rows, picked, problem } = props.whatIf
  const [place, setPlace] = useState(() =>
    picked && triedFields[props.place]?.sheet !== picked.sheet ? firstField(picked.sheet) : props.place,
  )
  const [code, setCode] = useState(picked?.code ?? '')
  const [text, setText] = useState('')
  const offered = useId()
  const tried = triedFields[place] as TriedField
  const own = rows.filter(({ sheet }) => sheet === tried.sheet)
  const row = own.find(one => one.code === code.trim())
  const choices = entityOf(tried.sheet).fields[tried.field]?.choices ?? []
  const choose = (next: number): void => {
    if (triedFields[next]?.sheet !== tried.sheet) setCode('')
    setPlace(next)
    props.onPlace(next)
    setText('')
  }
  return (
    <form
      className={styles.stack}
      onSubmit={event => {
        event.preventDefault()
        if (row) props.onTry({ ...tried, code: row.code, text })
      }}
      data-what-if-form
    >
      <Field label={t('whatIf.field')}>
        <Dropdown
          style={{ minWidth: 0 }}
          value={labelOf(tried, props.language)}
          selectedOptions={[String(place)]}
          disabled={props.isBusy}
          onOptionSelect={(_, { optionValue }) => choose(Number(optionValue))}
        >
          {triedSheets.map(sheet => (
            <OptionGroup key={sheet} label={entityOf(sheet).sheet[props.language]}>
              {triedFields.map((one, at) =>
                one.sheet === sheet ? (
                  <Option key={one.field} value={String(at)} text={labelOf(one, props.language)}>
                    {labelOf(one, props.language)}
                  </Option>
                ) : null,
              )}
            </OptionGroup>
          ))}
        </Dropdown>
      </Field>
      <Field
        label={t('whatIf.row')}
        {...(row && { hint: row.name })}
        {...(code.trim() !== '' &&
          !row && { validationState: 'warning' as const, validationMessage: t('whatIf.noRow', { code }) })}
      >
        <Input
          value={code}
          list={offered}
          disabled={props.isBusy}
          onChange={(_, { value }) => setCode(value)}
          contentAfter={
            <Button
              appearance="transparent"
              size="small"
              icon={<Target20Regular />}
              aria-label={t('whatIf.pick')}
              title={t('whatIf.pick')}
              disabled={props.isBusy}
              onClick={props.onPick}
              data-what-if-pick
            />
          }
        />
      </Field>
      <datalist id={offered}>
        {matching(own, code).map(one => (
          <option key={one.rowKey} value={one.code}>
            {one.name}
          </option>
        ))}
      </datalist>
      <Field
        label={t('whatIf.value')}
        {...(row && { hint: t('whatIf.now', { value: sayCell(tried, row.shown[tried.field]) }) })}
        {...(problem && {
          validationState: 'error' as const,
          validationMessage: describeProblem(problem, props.language),
        })}
      >
        {choices.length > 0 ? (
          <Dropdown
            style={{ minWidth: 0 }}
            value={text}
            selectedOptions={[text]}
            disabled={props.isBusy}
            onOptionSelect={(_, { optionValue }) => setText(optionValue ?? '')}
          >
            {choices.map(({ value, words }) => (
              <Option key={value} value={words[props.language]}>
                {words[props.language]}
              </Option>
            ))}
          </Dropdown>
        ) : (
          <Input value={text} disabled={props.isBusy} onChange={(_, { value }) => setText(value)} />
        )}
      </Field>
      <Button type="submit" icon={<Add20Regular />} disabled={props.isBusy || !row} data-what-if-add>
        {t('whatIf.add')}
      </Button>
      {own.length === 0 && !props.isBusy && (
        <Caption1 className={styles.faint}>
          {t('whatIf.noRows', { sheet: entityOf(tried.sheet).sheet[props.language] })}
        </Caption1>
      )}
    </form>
  )
}

function firstField(sheet: TriedField['sheet']): number {
  return Math.max(
    0,
    triedFields.findIndex(one => one.sheet === sheet),
  )
}

function labelOf({ sheet, field }: TriedField, language: Language): string {
  const { sheet: name, fields } = entityOf(sheet)
  return `${name[language]} · ${fields[field]?.label[language] ?? field}`
}

function matching(rows: readonly TriedRow[], typed: string): TriedRow[] {
  const wanted = typed.trim().toLowerCase()
  const found: TriedRow[] = []
  for (const row of rows) {
    if (row.code.toLowerCase().includes(wanted) || row.name.toLowerCase().includes(wanted)) found.push(row)
    if (found.length === mostOffered) break
  }
  return found
}
