import { Body1, Button, Caption1, Field, Input } from '@fluentui/react-components'
import { Delete20Regular, Dismiss20Regular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import type { Language } from '#model/contract.ts'
import { entityOf } from '#model/entities.ts'
import type { Scenario } from '../session/what-if-scenario.ts'
import { useFrameStyles } from './frame-styles.ts'
import { sayCell } from './say-cell.ts'

/** The name of a scenario and what it changes, each value with the one it takes the place of. */
export function WhatIfChanges(props: {
  scenario: Scenario
  language: Language
  isBusy: boolean
  onRename: (name: string) => void
  onRemove: () => void
  onDrop: (place: number) => void
}) {
  const { t } = useTranslation()
  const styles = useFrameStyles()
  const { scenario, language, isBusy } = props
  return (
    <section className={styles.stack}>
      <Field label={t('whatIf.name')}>
        <Input
          key={scenario.name}
          defaultValue={scenario.name}
          disabled={isBusy}
          maxLength={100}
          onBlur={({ target }) => {
            const name = target.value.trim()
            if (name !== '' && name !== scenario.name) props.onRename(name)
          }}
          contentAfter={
            <Button
              appearance="transparent"
              size="small"
              icon={<Delete20Regular />}
              aria-label={t('whatIf.remove')}
              title={t('whatIf.remove')}
              disabled={isBusy}
              onClick={props.onRemove}
            />
          }
        />
      </Field>
      {scenario.changes.length === 0 && <Caption1 className={styles.faint}>{t('whatIf.empty')}</Caption1>}
      <ul className={styles.list}>
        {scenario.changes.map((change, place) => {
          const label = entityOf(change.sheet).fields[change.field]?.label[language] ?? change.field
          return (
            <li
              key={`${change.rowKey} ${change.field}`}
              className={styles.row}
              data-what-if-change={change.code}
            >
              <Body1 className={styles.grow}>
                {t('whatIf.change', {
                  code: change.code,
                  field: label,
                  before: sayCell(change, change.shownBefore),
                  after: sayCell(change, change.shown),
                })}
              </Body1>
              <Button
                appearance="subtle"
                size="small"
                icon={<Dismiss20Regular />}
                aria-label={t('whatIf.drop', { code: change.code })}
                disabled={isBusy}
                onClick={() => props.onDrop(place)}
              />
            </li>
          )
        })}
      </ul>
    </section>
  )
}
