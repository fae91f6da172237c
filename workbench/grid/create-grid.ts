import { FUniver } from '@univerjs/core/facade'
import {
  ICommandService,
  type IWorkbookData,
  IUndoRedoService,
  LocaleType,
  LogLevel,
  mergeLocales,
  type Plugin,
  type PluginCtor,
  Univer,
  UniverInstanceType,
  type Workbook,
} from '@univerjs/core'
import { UniverSheetsConditionalFormattingPreset } from '@univerjs/preset-sheets-conditional-formatting'
import cfEn from '@univerjs/preset-sheets-conditional-formatting/locales/en-US'
import cfZh from '@univerjs/preset-sheets-conditional-formatting/locales/zh-CN'
import { UniverSheetsCorePreset } from '@univerjs/preset-sheets-core'
import coreEn from '@univerjs/preset-sheets-core/locales/en-US'
import coreZh from '@univerjs/preset-sheets-core/locales/zh-CN'
import { UniverSheetsDataValidationPreset } from '@univerjs/preset-sheets-data-validation'
import dvEn from '@univerjs/preset-sheets-data-validation/locales/en-US'
import dvZh from '@univerjs/preset-sheets-data-validation/locales/zh-CN'
import { UniverSheetsFilterPreset } from '@univerjs/preset-sheets-filter'
import filterEn from '@univerjs/preset-sheets-filter/locales/en-US'
import filterZh from '@univerjs/preset-sheets-filter/locales/zh-CN'
import { UniverSheetsSortPreset } from '@univerjs/preset-sheets-sort'
import sortEn from '@univerjs/preset-sheets-sort/locales/en-US'
import sortZh from '@univerjs/preset-sheets-sort/locales/zh-CN'
import {
  UniverSheetsTablePlugin,
  UniverSheetsTablePreset,
  UniverSheetsTableUIPlugin,
} from '@univerjs/preset-sheets-table'
import tableEn from '@univerjs/preset-sheets-table/locales/en-US'
import tableZh from '@univerjs/preset-sheets-table/locales/zh-CN'
import { drawCalmly } from './draw-calmly.ts'
import { FormulaIndex } from './formula-index.ts'
import { showValidationAsExcel } from './show-validation.ts'
import { tableThemes } from './table-theme.ts'
import { defaultTheme } from '@univerjs/themes'
import '@univerjs/preset-sheets-core/lib/index.css'
import '@univerjs/preset-sheets-table/lib/index.css'
import '@univerjs/preset-sheets-filter/lib/index.css'
import '@univerjs/preset-sheets-data-validation/lib/index.css'
import '@univerjs/preset-sheets-conditional-formatting/lib/index.css'
import '@univerjs/preset-sheets-sort/lib/index.css'

/** The drawn spreadsheet and the services through which the workbench reads and changes it. */
export interface Grid {
  univer: Univer
  api: FUniver
  unitId: string
  workbook: Workbook
  commands: ICommandService
  undoRedo: IUndoRedoService
  /** To be told when a batch of the add-in is done. */
  batchEnded: () => void
  /** Which cells hold formulas. */
  formulas: FormulaIndex
}

/** Draws `data` (an empty workbook when it has no sheets) inside `container` in the language asked for. */
export function createGrid(
  container: HTMLElement,
  language: 'zh-CN' | 'en',
  data: Partial<IWorkbookData>,
): Grid {
  const univer = new Univer({
    theme: defaultTheme,
    locale: language === 'zh-CN' ? LocaleType.ZH_CN : LocaleType.EN_US,
    locales: {
      [LocaleType.ZH_CN]: mergeLocales(coreZh, tableZh, filterZh, dvZh, cfZh, sortZh),
      [LocaleType.EN_US]: mergeLocales(coreEn, tableEn, filterEn, dvEn, cfEn, sortEn),
    },
    logLevel: LogLevel.WARN,
  })
  const presets = [
    UniverSheetsCorePreset({
      container,
      header: true,
      toolbar: true,
      ribbonType: 'simple',
      contextMenu: true,
    }),
    UniverSheetsTablePreset(),
    UniverSheetsFilterPreset(),
    UniverSheetsDataValidationPreset(),
    UniverSheetsConditionalFormattingPreset(),
    UniverSheetsSortPreset(),
  ]
  for (const preset of presets) {
    for (const entry of preset.plugins) {
      const [plugin, config] = (Array.isArray(entry) ? entry : [entry, undefined]) as [
        PluginCtor<Plugin>,
        object | undefined,
      ]
      univer.registerPlugin(
        plugin,
        plugin === UniverSheetsTableUIPlugin
          ? { hideAnchor: true }
          : plugin === UniverSheetsTablePlugin
            ? { userThemes: tableThemes }
            : config,
      )
    }
  }
  const api = FUniver.newAPI(univer)
  const workbook = univer.createUnit<IWorkbookData, Workbook>(UniverInstanceType.UNIVER_SHEET, data)
  const injector = univer.__getInjector()
  showValidationAsExcel(univer)
  const grid = {
    univer,
    api,
    workbook,
    unitId: workbook.getUnitId(),
    batchEnded: drawCalmly(univer, workbook.getUnitId()),
    commands: injector.get(ICommandService),
    undoRedo: injector.get(IUndoRedoService),
  } as Grid
  grid.formulas = new FormulaIndex(grid)
  return grid
}
