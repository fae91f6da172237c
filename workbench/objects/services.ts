import type { Book } from '../book/book.ts'
import { invalidArgument, notImplemented } from '../protocol/office-error.ts'
import { defineKind, type Remote } from '../protocol/remote.ts'

/** What the add-in worked out for one call of a function. */
export interface InvocationResult {
  id: number
  value: unknown
  failed?: boolean
  /** Which error, as the client library numbers them. */
  errorCode?: number
}

/** What the page does for the add-in outside the workbook. */
export interface Services {
  /** Shows, hides or unloads the task pane. */
  setPaneState(state: 'Inactive' | 'Background' | 'Visible'): void
  paneState(): 'Inactive' | 'Background' | 'Visible'
  /** Enables or disables a ribbon control; false when there is none of that id. */
  setControlEnabled(id: string, enabled: boolean): boolean
  isControlEnabled(id: string): boolean | null
  setTabVisible(id: string, visible: boolean): boolean
  /** The add-in's functions are there. */
  functionsReady(): void
  actionsReady(): void
  /** A ribbon action told its end. */
  actionCompleted(id: string): void
  /** Results of custom functions: `[invocation id, ok, value]` each. */
  setInvocationResults(results: InvocationResult[]): void
}

interface ServiceState {
  book: Book
  services: Services
}

/** The object of a service that the client library makes by its type's name; an unknown one is an error that names it. */
export function serviceObject(typeName: string, book: Book, services: Services): Remote {
  const make = makers[typeName]
  if (!make) throw notImplemented(typeName)
  return make({ book, services })
}

const appRuntimeRemote = defineKind<ServiceState>('AppRuntimeService', () => ({
  call: {
    GetAppRuntimeState: s => s.services.paneState(),
    SetAppRuntimeState: (s, [state]) => s.services.setPaneState(runtimeState(state)),
  },
}))

const persistenceRemote = defineKind<ServiceState>('AppRuntimePersistenceService', () => ({
  call: {
    GetAppRuntimeStartState: s => s.book.parts.startState,
    SetAppRuntimeStartState: (s, [state]) => {
      s.book.parts.startState = runtimeState(state)
    },
  },
}))

const ribbonRemote = defineKind<ServiceState>('DynamicRibbon', () => ({
  call: {
    GetButton: (s, [id]) => {
      if (s.services.isControlEnabled(String(id)) === null)
        throw invalidArgument(`The ribbon has no control "${String(id)}".`)
      return ribbonButtonRemote({ ...s, id: String(id) })
    },
    GetTab: (s, [id]) => ribbonTabRemote({ ...s, id: String(id) }),
    ExecuteRequestUpdate: (s, [json]) => requestUpdate(s, json),
  },
}))

interface Update {
  tabs?: {
    id: string
    visible?: boolean
    controls?: ControlUpdate[]
    groups?: { controls?: ControlUpdate[] }[]
  }[]
}

interface ControlUpdate {
  id: string
  enabled?: boolean
}

function requestUpdate(state: ServiceState, json: unknown): void {
  const update = JSON.parse(String(json)) as Update
  for (const tab of update.tabs ?? []) {
    if (typeof tab.visible === 'boolean') state.services.setTabVisible(tab.id, tab.visible)
    const controls = [...(tab.controls ?? []), ...(tab.groups ?? []).flatMap(group => group.controls ?? [])]
    for (const control of controls) {
      if (
        typeof control.enabled === 'boolean' &&
        !state.services.setControlEnabled(control.id, control.enabled)
      ) {
        throw invalidArgument(`The ribbon has no control "${control.id}".`)
      }
    }
  }
}

const ribbonButtonRemote = defineKind<ServiceState & { id: string }>('RibbonButton', () => ({
  identify: s => ({ Id: s.id }),
  read: { Id: s => s.id, Enabled: s => s.services.isControlEnabled(s.id) },
  write: { Enabled: (s, enabled) => void s.services.setControlEnabled(s.id, enabled === true) },
  call: { SetEnabled: (s, [enabled]) => void s.services.setControlEnabled(s.id, enabled === true) },
}))

const ribbonTabRemote = defineKind<ServiceState & { id: string }>('RibbonTab', () => ({
  identify: s => ({ Id: s.id }),
  read: { Id: s => s.id },
  call: { SetVisibility: (s, [visible]) => void s.services.setTabVisible(s.id, visible === true) },
}))

const actionRemote = defineKind<ServiceState>('ActionService', () => ({
  call: {
    AreShortcutsInUse: () => [],
    GetShortcuts: () => '{}',
  },
}))

type InvocationArray = [id: number, ok: boolean | number, value: unknown, errorCode?: number]

function ofArray([id, ok, value, errorCode]: InvocationArray): InvocationResult {
  const failed = ok === false
  return { id, value, failed, ...(errorCode === undefined ? {} : { errorCode }) }
}

/** Custom functions' own object, reached from the workbook or by its type's name. */
export const functionsRemote = defineKind<ServiceState>('CustomFunctions', () => ({
  call: {
    SetInvocationArrayResults: (s, [results]) =>
      s.services.setInvocationResults((results as InvocationArray[]).map(ofArray)),
    SetInvocationResults: (s, [results]) => s.services.setInvocationResults(results as InvocationResult[]),
    _SetInvocationResult: (s, [id, value]) => s.services.setInvocationResults([{ id: Number(id), value }]),
    _SetInvocationError: (s, [id, message]) =>
      s.services.setInvocationResults([{ id: Number(id), value: message, failed: true }]),
    _SetOsfControlContainerReadyForCustomFunctions: s => s.services.functionsReady(),
    _GetEnabledFeatures: () => 0,
  },
}))

const internalServiceRemote = defineKind<ServiceState>('AddinInternalService', () => ({
  call: { NotifyActionHandlerReady: s => s.services.actionsReady() },
}))

const functionManagerRemote = defineKind<ServiceState>('CustomFunctionManager', () => ({
  call: { Register: () => null },
}))

const makers: Record<string, (state: ServiceState) => Remote> = {
  'Microsoft.AppRuntime.AppRuntimeService': appRuntimeRemote,
  'Microsoft.AppRuntime.AppRuntimePersistenceService': persistenceRemote,
  'Microsoft.DynamicRibbon.DynamicRibbon': ribbonRemote,
  'Microsoft.InternalService.AddinInternalService': internalServiceRemote,
  'Microsoft.Office.ActionService': actionRemote,
  'Microsoft.ExcelServices.CustomFunctions': functionsRemote,
  'Microsoft.ExcelServices.CustomFunctionManager': functionManagerRemote,
}

function runtimeState(state: unknown): 'Inactive' | 'Background' | 'Visible' {
  if (state === 'Inactive' || state === 'Background' || state === 'Visible') return state
  throw invalidArgument(`"${String(state)}" is not a state of the runtime.`)
}
