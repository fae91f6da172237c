import { Button, Caption1, Field, Input, tokens, Tooltip } from '@fluentui/react-components'
import { Edit20Regular } from '@fluentui/react-icons'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dayOf, formatDay, midnightOf, parseDay, type PlanMinute } from '#model/plan-time.ts'
import { formatStart } from './format.ts'
import { useFrameStyles } from './frame-styles.ts'

/** Code and data date of the project; who may change the date does so in place. */
export function DataDate(props: {
  code: string
  dataDate: number | null
  mayChangeDate: boolean
  isBusy: boolean
  onSave: (dataDate: PlanMinute) => void
}) {
  const { t } = useTranslation()
  const styles = useFrameStyles()
  const { dataDate } = props
  const [isOpen, setOpen] = useState(false)
  const [sent, setSent] = useState<number | null>(null)
  const line = useRef<HTMLDivElement>(null)
  const wasOpen = useRef(false)
  // The form stays until the date it sent is the project's, so that a refused date can be corrected.
  if (isOpen && sent !== null && sent === dataDate) setOpen(false)
  useEffect(() => {
    if (wasOpen.current && !isOpen) line.current?.querySelector('button')?.focus()
    wasOpen.current = isOpen
  }, [isOpen])
  const open = (): void => {
    setSent(null)
    setOpen(true)
  }
  const close = (): void => setOpen(false)
  const save = (minute: PlanMinute): void => {
    if (dataDate !== null && dayOf(minute) === dayOf(dataDate as PlanMinute)) return close()
    setSent(minute)
    props.onSave(minute)
  }
  return (
    <>
      <div className={styles.row} ref={line}>
        <Caption1 className={styles.faint}>
          {props.code} · {t('home.dataDate', { date: formatStart(dataDate) })}
        </Caption1>
        {props.mayChangeDate && !isOpen && (
          <Tooltip content={t('home.changeDataDate')} relationship="label">
            <Button appearance="subtle" size="small" icon={<Edit20Regular />} onClick={open} />
          </Tooltip>
        )}
      </div>
      {isOpen && <DateForm {...props} onSave={save} onCancel={close} />}
    </>
  )
}

function DateForm(props: {
  dataDate: number | null
  isBusy: boolean
  onSave: (dataDate: PlanMinute) => void
  onCancel: () => void
}) {
  const { t } = useTranslation()
  const styles = useFrameStyles()
  const { dataDate } = props
  const [text, setText] = useState(dataDate === null ? '' : formatDay(dayOf(dataDate as PlanMinute)))
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector('input')?.focus(), [])
  const day = parseDay(text)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (day !== null) props.onSave(midnightOf(day))
  }
  return (
    <form
      ref={form}
      onSubmit={submit}
      onKeyDown={event => {
        if (event.key === 'Escape') props.onCancel()
      }}
      className={styles.stack}
      style={{ paddingBottom: tokens.spacingVerticalS }}
    >
      <Field label={t('home.newDataDate')} size="small">
        <Input type="date" name="dataDate" value={text} onChange={(_, { value }) => setText(value)} />
      </Field>
      <div className={styles.row}>
        <Button appearance="primary" size="small" type="submit" disabled={props.isBusy || day === null}>
          {t('common.save')}
        </Button>
        <Button size="small" onClick={props.onCancel}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  )
}
