import { Body1, Button } from '@fluentui/react-components'
import {
  ArrowClockwise20Regular,
  ArrowSync20Regular,
  ChevronRight20Regular,
  DataTrending20Regular,
  Link20Regular,
  TableAdd20Regular,
  Target20Regular,
  Warning20Regular,
} from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import type { ProjectSummary } from '#model/contract.ts'
import { project as projectEntity } from '#model/entities/project.ts'
import type { Role } from '#model/field.ts'
import type { PaneState } from '../session/state.ts'
import type { PaneActions } from './actions.ts'
import { BaselineBar } from './BaselineBar.tsx'
import { BusyBar } from './BusyBar.tsx'
import { FailureBar } from './FailureBar.tsx'
import { ForecastCard } from './ForecastCard.tsx'
import { useFrameStyles } from './frame-styles.ts'
import { ProjectHead } from './ProjectHead.tsx'
import { ReceiptCard } from './ReceiptCard.tsx'
import { StaleBar } from './StaleBar.tsx'
import { SyncState } from './SyncState.tsx'
import { ToolList } from './ToolList.tsx'

const planners: readonly Role[] = ['owner', 'planner']

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
  const may = (roles: readonly Role[]): boolean => state.me !== null && roles.includes(state.me.role)
  const isBusy = state.busy !== null
  return (
    <>
      <ProjectHead
        project={project}
        mayChangeDate={may(projectEntity.fields.dataDate.editors)}
        isBusy={isBusy}
        actions={actions}
      />
      <main className={styles.body}>
        {state.failure && <FailureBar failure={state.failure} onDismiss={actions.dismissFailure} />}
        {state.baseline && (
          <BaselineBar
            baseline={state.baseline}
            language={state.language}
            onDismiss={actions.dismissBaseline}
          />
        )}
        {!state.busy && <StaleBar {...state} change={project.change} />}
        {state.busy ? (
          <BusyBar busy={state.busy} onCancel={actions.cancelRefresh} />
        ) : (
          <SyncState {...state} />
        )}
        {state.sheets.length === 0 && !state.busy && <Body1>{t('home.noSheets')}</Body1>}
        <Commands
          isBusy={isBusy}
          hasSheets={state.sheets.length > 0}
          mayTakeBaseline={may(planners)}
          actions={actions}
        />
        <ProblemsLink
          findings={state.findings.length}
          typed={state.typed.length}
          onOpen={() => actions.show('problems')}
        />
        <ForecastCard forecast={state.forecast} currency={project.currency} language={state.language} />
        <ToolList role={state.me?.role ?? null} isBusy={isBusy} actions={actions} />
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

function Commands(props: {
  isBusy: boolean
  hasSheets: boolean
  mayTakeBaseline: boolean
  actions: PaneActions
}) {
  const { t } = useTranslation()
  const styles = useFrameStyles()
  const { isBusy, hasSheets, mayTakeBaseline, actions } = props
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
      {mayTakeBaseline && (
        <Button icon={<Target20Regular />} disabled={isBusy} onClick={actions.takeBaseline}>
          {t('home.takeBaseline')}
        </Button>
      )}
      <Button
        icon={<DataTrending20Regular />}
        disabled={isBusy}
        onClick={actions.openTrendWorkbook}
        style={mayTakeBaseline ? {} : { gridColumn: '1 / -1' }}
      >
        {t('home.report')}
      </Button>
    </div>
  )
}

function ProblemsLink(props: { findings: number; typed: number; onOpen: () => void }) {
  const { t } = useTranslation()
  const styles = useFrameStyles()
  const { findings, typed } = props
  if (findings + typed === 0) return null
  const texts = [
    typed > 0 ? t('problems.typedCount', { count: typed }) : null,
    findings > 0 ? t('problems.count', { count: findings }) : null,
  ]
  return (
    <Button
      className={styles.wide}
      appearance="subtle"
      icon={<Warning20Regular />}
      onClick={props.onOpen}
      data-findings={findings}
      data-typed-count={typed}
    >
      <span className={styles.grow} style={{ textAlign: 'left' }}>
        {texts.filter(text => text !== null).join(' · ')}
      </span>
      <ChevronRight20Regular aria-hidden />
    </Button>
  )
}
