import {
  Badge,
  Body1,
  Button,
  Caption1,
  Link,
  mergeClasses,
  Subtitle2,
  Tooltip,
} from '@fluentui/react-components'
import {
  ArrowClockwise20Regular,
  ArrowSync20Regular,
  ChevronRight20Regular,
  DataTrending20Regular,
  Link20Regular,
  Settings20Regular,
  TableAdd20Regular,
  Warning20Regular,
} from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import type { ProjectSummary } from '#model/contract.ts'
import type { PaneState } from '../session/state.ts'
import type { PaneActions } from './actions.ts'
import { BusyBar } from './BusyBar.tsx'
import { FailureBar } from './FailureBar.tsx'
import { ForecastCard } from './ForecastCard.tsx'
import { formatStart } from './format.ts'
import { useFrameStyles } from './frame-styles.ts'
import { ReceiptCard } from './ReceiptCard.tsx'
import { SyncState } from './SyncState.tsx'

/** Where a planner works: the project, whether sheets and server agree, what can be done, and where it is heading. */
export function HomeScreen({
  state,
  project,
  actions,
}: {
  state: PaneState
  project: ProjectSummary
  actions: PaneActions
}) {
  const { t } = useTranslation()
  const styles = useFrameStyles()
  return (
    <>
      <ProjectHead
        project={project}
        dataDate={state.forecast?.statusAt ?? project.dataDate}
        actions={actions}
      />
      <main className={styles.body}>
        {state.failure && <FailureBar failure={state.failure} onDismiss={actions.dismissFailure} />}
        {state.busy ? (
          <BusyBar busy={state.busy} onCancel={actions.cancelRefresh} />
        ) : (
          <SyncState {...state} />
        )}
        {state.sheets.length === 0 && !state.busy && <Body1>{t('home.noSheets')}</Body1>}
        <Commands isBusy={state.busy !== null} hasSheets={state.sheets.length > 0} actions={actions} />
        <ProblemsLink findings={state.findings} onOpen={() => actions.show('problems')} />
        <ForecastCard forecast={state.forecast} currency={project.currency} language={state.language} />
        {state.receipt && (
          <ReceiptCard
            receipt={state.receipt}
            language={state.language}
            onDetails={() => actions.show('receipt')}
          />
        )}
      </main>
    </>
  )
}

function ProjectHead(props: { project: ProjectSummary; dataDate: number | null; actions: PaneActions }) {
  const { t } = useTranslation()
  const styles = useFrameStyles()
  const { project, actions } = props
  return (
    <header className={styles.head}>
      <div className={mergeClasses(styles.grow, styles.tight)}>
        <Subtitle2 as="h1" style={{ margin: 0 }}>
          {project.name}
        </Subtitle2>
        <Caption1 className={styles.faint}>
          {project.code} · {t('home.dataDate', { date: formatStart(props.dataDate) })}
        </Caption1>
        <div className={styles.row}>
          {project.isSample && (
            <Badge appearance="outline" className={styles.badge}>
              {t('projects.sample')}
            </Badge>
          )}
          <Link as="button" onClick={actions.showProjects}>
            {t('home.otherProject')}
          </Link>
        </div>
      </div>
      <Tooltip content={t('home.settings')} relationship="label">
        <Button appearance="subtle" icon={<Settings20Regular />} onClick={() => actions.show('settings')} />
      </Tooltip>
    </header>
  )
}

function Commands(props: { isBusy: boolean; hasSheets: boolean; actions: PaneActions }) {
  const { t } = useTranslation()
  const styles = useFrameStyles()
  const { isBusy, hasSheets, actions } = props
  return (
    <div className={styles.buttons}>
      <Button
        appearance={hasSheets ? 'primary' : 'secondary'}
        icon={<ArrowSync20Regular />}
        disabled={isBusy || !hasSheets}
        onClick={actions.sync}
      >
        {t('home.sync')}
      </Button>
      <Button icon={<ArrowClockwise20Regular />} disabled={isBusy} onClick={actions.refresh}>
        {t('home.refresh')}
      </Button>
      <Button
        appearance={hasSheets ? 'secondary' : 'primary'}
        icon={<TableAdd20Regular />}
        disabled={isBusy}
        onClick={() => actions.show('insert')}
      >
        {t('home.insert')}
      </Button>
      <Button icon={<Link20Regular />} disabled={isBusy} onClick={() => actions.show('bind')}>
        {t('home.bind')}
      </Button>
      <Button
        icon={<DataTrending20Regular />}
        disabled={isBusy}
        onClick={actions.openTrendWorkbook}
        style={{ gridColumn: '1 / -1' }}
      >
        {t('home.report')}
      </Button>
    </div>
  )
}

function ProblemsLink({ findings, onOpen }: { findings: PaneState['findings']; onOpen: () => void }) {
  const { t } = useTranslation()
  const styles = useFrameStyles()
  if (findings.length === 0) return null
  return (
    <Button
      className={styles.wide}
      appearance="subtle"
      icon={<Warning20Regular />}
      onClick={onOpen}
      data-findings={findings.length}
    >
      <span className={styles.grow} style={{ textAlign: 'left' }}>
        {t('problems.count', { count: findings.length })}
      </span>
      <ChevronRight20Regular aria-hidden />
    </Button>
  )
}
