/** What the workbench claims to support; an add-in's `isSetSupported` sees exactly this. */
export const requirementMatrix: Record<string, string> = {
  ExcelApi: '1.17',
  ExcelApiOnline: '1.1',
  SharedRuntime: '1.1',
  RibbonApi: '1.1',
  CustomFunctions: '1.7',
  CustomFunctionsRuntime: '1.4',
  DelayForCellEdit: '1.1',
  Settings: '1.1',
  AddinCommands: '1.1',
}

/** Facts about the document that the client library asks for first. */
export interface DocumentFacts {
  appId: string
  locale: string
  url: string
  settings: Map<string, unknown>
}

/** The answer to `ContextActivationManager_getAppContextAsync`. */
export function appContext(facts: DocumentFacts): object {
  return {
    _id: facts.appId,
    _appName: 16,
    _appVersion: '16.01',
    _appUILocale: facts.locale,
    _dataLocale: facts.locale,
    _docUrl: facts.url,
    _clientMode: 1,
    _settings: settingPairs(facts.settings),
    _reason: 1,
    _osfControlType: 1,
    _eToken: '',
    _correlationId: '',
    _appInstanceId: facts.appId,
    _appMinorVersion: 1,
    _requirementMatrix: JSON.stringify(requirementMatrix),
    _hostFullVersion: '16.01.0.0',
  }
}

/** Settings as the client library reads them. */
export function settingPairs(settings: Map<string, unknown>): [string, string][] {
  return [...settings].map(([key, value]) => [key, JSON.stringify(value)])
}
