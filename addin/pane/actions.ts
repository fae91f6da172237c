import type { Language, NewProject, ProjectSummary, WireProblem } from '#model/contract.ts'
import type { EntityName } from '#model/entities.ts'
import type { ExportFormat, ImportMode } from '#model/exchange-contract.ts'
import type { LevelRequest } from '#model/level-contract.ts'
import type { SimulationRequest } from '#model/simulation-contract.ts'
import type { PlanMinute } from '#model/plan-time.ts'
import {
  answerDeletes,
  cancelRefresh,
  jumpTo,
  openTrendWorkbook,
  refresh,
  settleConflict,
  sync,
} from '../session/sync-commands.ts'
import { changeMatch, confirmBinding, insertSheets, proposeBinding } from '../session/sheet-commands.ts'
import {
  chooseProject,
  createProject,
  showProjects,
  signIn,
  signOut,
  startSession,
} from '../session/sign-in-commands.ts'
import { setDataDate, takeBaseline } from '../session/project-commands.ts'
import {
  exportFile,
  importFile,
  openImported,
  previewExport,
  previewImport,
} from '../session/exchange-commands.ts'
import { checkPlan, explainFinish } from '../session/plan-commands.ts'
import { acceptLevelling, discardLevelling, levelPlan } from '../session/level-commands.ts'
import { showSimulation, simulate } from '../session/simulation-commands.ts'
import {
  acceptScenario,
  addScenario,
  calculateWhatIf,
  dropChange,
  pickSelected,
  removeScenario,
  renameScenario,
  setLevelled,
  setSimulates,
  showWhatIf,
  tryChange,
} from '../session/what-if-commands.ts'
import type { TriedField } from '../session/what-if-scenario.ts'
import type { Session } from '../session/session.ts'
import type { Screen, TypedProblem } from '../session/state.ts'
import type { ChosenFile } from '../sync/client.ts'
import type { ReceiptItem } from '../sync/receipt.ts'
import type { DeleteAnswer } from '../sync/sync-project.ts'

/** Everything a user can do in the pane; components get these as props. */
export interface PaneActions {
  retryStart: () => void
  signIn: (pairingCode: string) => void
  signOut: () => void
  show: (screen: Screen) => void
  showProjects: () => void
  chooseProject: (project: ProjectSummary) => void
  createProject: (project: NewProject) => void
  sync: () => void
  refresh: () => void
  cancelRefresh: () => void
  setDataDate: (dataDate: PlanMinute) => void
  takeBaseline: () => void
  openTrendWorkbook: () => void
  insertSheets: (sheets: EntityName[]) => void
  proposeBinding: (sheet: EntityName) => void
  changeMatch: (column: number, field: string | null) => void
  confirmBinding: () => void
  jumpTo: (at: WireProblem['at']) => void
  jumpToTyped: (typed: TypedProblem) => void
  checkPlan: () => void
  explainFinish: () => void
  showSimulation: () => void
  simulate: (request: SimulationRequest) => void
  showWhatIf: () => void
  addScenario: (name: string) => void
  renameScenario: (index: number, name: string) => void
  removeScenario: (index: number) => void
  tryChange: (index: number, change: TriedField & { code: string; text: string }) => void
  dropChange: (index: number, place: number) => void
  pickSelected: () => void
  setSimulates: (simulates: boolean) => void
  setLevelled: (levelled: boolean) => void
  calculateWhatIf: () => void
  acceptScenario: (index: number) => void
  levelPlan: (request: LevelRequest) => void
  acceptLevelling: () => void
  discardLevelling: () => void
  previewImport: (file: ChosenFile) => void
  importFile: (mode: ImportMode) => void
  openImported: (code: string) => void
  previewExport: (format: ExportFormat) => void
  exportFile: () => void
  settleConflict: (item: ReceiptItem, keep: 'mine' | 'theirs') => void
  answerDeletes: (answer: DeleteAnswer) => void
  setLanguage: (language: Language) => void
  dismissFailure: () => void
  dismissBaseline: () => void
}

/** The actions of a session. Commands report into the state, so nothing is awaited here. */
export function createActions(session: Session): PaneActions {
  const { state } = session
  return {
    retryStart: () => void startSession(session),
    signIn: code => void signIn(session, code),
    signOut: () => void signOut(session),
    show: screen =>
      state.set({
        screen,
        failure: null,
        ...(screen === 'bind' ? { proposal: null, foundNoTable: false } : {}),
        ...(screen === 'import' ? { importFile: null } : {}),
        ...(screen === 'export' ? { exportPreview: null } : {}),
      }),
    showProjects: () => void showProjects(session),
    chooseProject: project => void chooseProject(session, project),
    createProject: project => void createProject(session, project),
    sync: () => void sync(session),
    refresh: () => void refresh(session),
    cancelRefresh: () => void cancelRefresh(session),
    setDataDate: dataDate => void setDataDate(session, dataDate),
    takeBaseline: () => void takeBaseline(session),
    openTrendWorkbook: () => void openTrendWorkbook(session),
    insertSheets: sheets => void insertSheets(session, sheets),
    proposeBinding: sheet => void proposeBinding(session, sheet),
    changeMatch: (column, field) => changeMatch(session, column, field),
    confirmBinding: () => void confirmBinding(session),
    jumpTo: at => void jumpTo(session, at),
    jumpToTyped: typed => void jumpTo(session, typed, typed.row),
    checkPlan: () => void checkPlan(session),
    explainFinish: () => void explainFinish(session),
    showSimulation: () => void showSimulation(session),
    simulate: request => void simulate(session, request),
    showWhatIf: () => void showWhatIf(session),
    addScenario: name => void addScenario(session, name),
    renameScenario: (index, name) => void renameScenario(session, index, name),
    removeScenario: index => void removeScenario(session, index),
    tryChange: (index, change) => void tryChange(session, index, change),
    dropChange: (index, place) => void dropChange(session, index, place),
    pickSelected: () => void pickSelected(session),
    setSimulates: simulates => setSimulates(session, simulates),
    setLevelled: levelled => setLevelled(session, levelled),
    calculateWhatIf: () => void calculateWhatIf(session),
    acceptScenario: index => void acceptScenario(session, index),
    levelPlan: request => void levelPlan(session, request),
    acceptLevelling: () => void acceptLevelling(session),
    discardLevelling: () => void discardLevelling(session),
    previewImport: file => void previewImport(session, file),
    importFile: mode => void importFile(session, mode),
    openImported: code => void openImported(session, code),
    previewExport: format => void previewExport(session, format),
    exportFile: () => void exportFile(session),
    settleConflict: (item, keep) => void settleConflict(session, item, keep),
    answerDeletes: answer => answerDeletes(session, answer),
    setLanguage: language => session.setLanguage(language),
    dismissFailure: () => state.set({ failure: null }),
    dismissBaseline: () => state.set({ baseline: null }),
  }
}
