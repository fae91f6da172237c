import { Button, FluentProvider, Spinner, webLightTheme } from '@fluentui/react-components'
import type { i18n } from 'i18next'
import { I18nextProvider, useTranslation } from 'react-i18next'
import type { CellValue } from '#model/contract.ts'
import type { PaneState } from '../session/state.ts'
import type { ReceiptItem } from '../sync/receipt.ts'
import type { PaneActions } from './actions.ts'
import { BindScreen } from './BindScreen.tsx'
import { CheckScreen } from './CheckScreen.tsx'
import { DeleteDialog } from './DeleteDialog.tsx'
import { ExplanationScreen } from './ExplanationScreen.tsx'
import { ExportScreen } from './ExportScreen.tsx'
import { FailureBar } from './FailureBar.tsx'
import { useFrameStyles } from './frame-styles.ts'
import { HomeScreen } from './HomeScreen.tsx'
import { ImportScreen } from './ImportScreen.tsx'
import { InsertScreen } from './InsertScreen.tsx'
import { LevelScreen } from './LevelScreen.tsx'
import { ProblemsScreen } from './ProblemsScreen.tsx'
import { ProjectsScreen } from './ProjectsScreen.tsx'
import { ReceiptScreen } from './ReceiptScreen.tsx'
import { SettingsScreen } from './SettingsScreen.tsx'
import { SimulationScreen } from './SimulationScreen.tsx'
import { SignInScreen } from './SignInScreen.tsx'
import { WhatIfScreen } from './WhatIfScreen.tsx'

export interface AppProps {
  state: PaneState
  actions: PaneActions
  showValue: (item: ReceiptItem, value: CellValue) => string
}

/** The whole pane for a state. */
export function App({ texts, ...props }: AppProps & { texts: i18n }) {
  const styles = useFrameStyles()
  return (
    <FluentProvider theme={webLightTheme}>
      <I18nextProvider i18n={texts}>
        <div className={styles.page} lang={props.state.language === 'zh' ? 'zh-CN' : 'en'}>
          <CurrentScreen {...props} />
          {props.state.question && (
            <DeleteDialog
              questions={props.state.question}
              language={props.state.language}
              onAnswer={props.actions.answerDeletes}
            />
          )}
        </div>
      </I18nextProvider>
    </FluentProvider>
  )
}

function CurrentScreen({ state, actions, showValue }: AppProps) {
  const { failure, language, me, project, receipt } = state
  const isBusy = state.busy !== null
  const goHome = (): void => actions.show('home')
  const shared = { language, isBusy, failure, onBack: goHome, onDismiss: actions.dismissFailure }
  if (state.screen === 'starting') return <Starting state={state} actions={actions} />
  if (state.screen === 'signIn' || !me) return <SignInScreen {...shared} onSignIn={actions.signIn} />
  if (state.screen === 'settings')
    return (
      <SettingsScreen
        me={me}
        language={language}
        onLanguage={actions.setLanguage}
        onSignOut={actions.signOut}
        onBack={project ? goHome : actions.showProjects}
      />
    )
  if (state.screen === 'import')
    return (
      <ImportScreen
        {...shared}
        file={state.importFile}
        busy={state.busy}
        onChoose={actions.previewImport}
        onImport={actions.importFile}
        onOpen={actions.openImported}
        onCancel={actions.cancelRefresh}
        onBack={project ? goHome : actions.showProjects}
      />
    )
  if (state.screen === 'projects' || !project)
    return (
      <ProjectsScreen
        {...shared}
        projects={state.projects ?? []}
        onChoose={actions.chooseProject}
        onCreate={actions.createProject}
        onImport={() => actions.show('import')}
        mayImport={me.role === 'owner' || me.role === 'planner'}
        onBack={project ? goHome : null}
      />
    )
  if (state.screen === 'insert')
    return <InsertScreen {...shared} present={state.sheets} onInsert={actions.insertSheets} />
  if (state.screen === 'bind')
    return (
      <BindScreen
        {...shared}
        proposal={state.proposal}
        foundNoTable={state.foundNoTable}
        present={state.sheets}
        onRead={actions.proposeBinding}
        onMatch={actions.changeMatch}
        onConfirm={actions.confirmBinding}
      />
    )
  if (state.screen === 'problems')
    return (
      <ProblemsScreen
        {...shared}
        typed={state.typed}
        findings={state.findings}
        sheets={state.sheets}
        wasCalculated={state.forecast !== null}
        onJump={actions.jumpTo}
        onJumpTyped={actions.jumpToTyped}
      />
    )
  if (state.screen === 'check')
    return (
      <CheckScreen
        {...shared}
        check={state.check}
        isOld={state.isCheckOld || (state.check?.change ?? project.change) < project.change}
        sheets={state.sheets}
        busy={state.busy}
        onRun={actions.checkPlan}
        onJump={actions.jumpTo}
      />
    )
  if (state.screen === 'explanation')
    return (
      <ExplanationScreen
        {...shared}
        explanation={state.explanation}
        currency={project.currency}
        sheets={state.sheets}
        busy={state.busy}
        onRun={actions.explainFinish}
        onJump={actions.jumpTo}
      />
    )
  if (state.screen === 'simulation')
    return (
      <SimulationScreen
        {...shared}
        simulation={state.simulation}
        mayRun={me.role !== 'viewer'}
        currency={project.currency}
        sheets={state.sheets}
        busy={state.busy}
        onRun={actions.simulate}
        onCancel={actions.cancelRefresh}
        onJump={actions.jumpTo}
      />
    )
  if (state.screen === 'whatIf')
    return (
      <WhatIfScreen
        {...shared}
        whatIf={state.whatIf}
        sheets={state.sheets}
        busy={state.busy}
        onAdd={actions.addScenario}
        onRename={actions.renameScenario}
        onRemove={actions.removeScenario}
        onTry={actions.tryChange}
        onDrop={actions.dropChange}
        onPick={actions.pickSelected}
        onSimulates={actions.setSimulates}
        onLevelled={actions.setLevelled}
        onRun={actions.calculateWhatIf}
        onAccept={actions.acceptScenario}
      />
    )
  if (state.screen === 'levelling')
    return (
      <LevelScreen
        {...shared}
        proposal={state.levelling}
        sheets={state.sheets}
        busy={state.busy}
        onRun={actions.levelPlan}
        onCancel={actions.cancelRefresh}
        onAccept={actions.acceptLevelling}
        onDiscard={actions.discardLevelling}
        onJump={actions.jumpTo}
      />
    )
  if (state.screen === 'export')
    return (
      <ExportScreen
        {...shared}
        preview={state.exportPreview}
        busy={state.busy}
        onFormat={actions.previewExport}
        onExport={actions.exportFile}
      />
    )
  if (state.screen === 'receipt' && receipt)
    return (
      <ReceiptScreen
        {...shared}
        receipt={receipt}
        showValue={showValue}
        onJump={actions.jumpTo}
        onSettle={actions.settleConflict}
      />
    )
  return <HomeScreen state={state} project={project} actions={actions} />
}

function Starting({ state, actions }: Pick<AppProps, 'state' | 'actions'>) {
  const { t } = useTranslation()
  const styles = useFrameStyles()
  return (
    <main className={styles.body}>
      {state.failure ? (
        <>
          <FailureBar failure={state.failure} onDismiss={actions.dismissFailure} />
          <Button appearance="primary" onClick={actions.retryStart}>
            {t('common.retry')}
          </Button>
        </>
      ) : (
        <Spinner label={t('app.starting')} />
      )}
    </main>
  )
}
