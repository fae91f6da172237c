import { Body1, Button, Caption1, Field, ProgressBar } from '@fluentui/react-components'
import { Stop20Regular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import type { Busy } from '../session/state.ts'
import { formatPercent } from './format.ts'
import { useFrameStyles } from './frame-styles.ts'

/** How far the running command is; a job of the server can be cancelled where the screen says how. */
export function BusyBar({ busy, onCancel }: { busy: Busy; onCancel?: () => void }) {
  const { t } = useTranslation()
  const styles = useFrameStyles()
  const { job } = busy
  const text =
    job && ownWords.has(job.kind)
      ? t(`state.${job.kind}`)
      : job
        ? t(`job.${job.stage}`)
        : t(`state.${busy.stage ?? stageOf(busy.command)}`)
  const isRunning = job !== null && (job.state === 'queued' || job.state === 'running')
  return (
    <section className={styles.stack} aria-live="polite" data-busy={busy.command}>
      <div className={styles.row}>
        <Body1 className={styles.grow}>{text}</Body1>
        {job && <Caption1>{t('job.progress', { percent: formatPercent(job.progress) })}</Caption1>}
      </div>
      <Field validationState="none">
        {job ? (
          <ProgressBar value={job.progress} thickness="large" aria-label={text} />
        ) : (
          <ProgressBar thickness="large" aria-label={text} />
        )}
      </Field>
      {isRunning && onCancel && (
        <Button icon={<Stop20Regular />} onClick={onCancel}>
          {t(job.kind === 'refresh' ? 'job.cancel' : 'common.cancel')}
        </Button>
      )}
    </section>
  )
}

/** Jobs that are one search from end to end: their own words say more than a stage. */
const ownWords: ReadonlySet<string> = new Set(['levelling', 'simulation'])

function stageOf(command: Busy['command']): string {
  if (command === 'sync' || command === 'refresh') return 'reading'
  return command === 'signIn' ? 'load' : command
}
