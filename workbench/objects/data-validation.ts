import {
  DataValidationErrorStyle,
  DataValidationOperator,
  DataValidationRenderMode,
  DataValidationType,
  generateRandomId,
  type ISheetDataValidationRule,
} from '@univerjs/core'
import {
  AddSheetDataValidationCommand,
  ClearRangeDataValidationCommand,
  SheetDataValidationModel,
  SheetsDataValidationValidatorService,
} from '@univerjs/preset-sheets-data-validation'
import { formatReference, quoteSheetName } from '../grid/area.ts'
import { accessDenied, invalidArgument } from '../protocol/office-error.ts'
import { defineKind, isRemote } from '../protocol/remote.ts'
import { clipToGrid, gridRange, type RangeState, sheetOf } from './range-state.ts'
import { plainText } from '../protocol/plain-text.ts'

type RuleDetails = Omit<ISheetDataValidationRule, 'uid' | 'ranges'>

/** Excel's names of the grid's kinds of validation. */
const typeNames: Record<string, string> = {
  [DataValidationType.ANY]: 'None',
  [DataValidationType.NONE]: 'None',
  [DataValidationType.LIST]: 'List',
  [DataValidationType.LIST_MULTIPLE]: 'List',
  [DataValidationType.WHOLE]: 'WholeNumber',
  [DataValidationType.DECIMAL]: 'Decimal',
  [DataValidationType.DATE]: 'Date',
  [DataValidationType.TIME]: 'Time',
  [DataValidationType.TEXT_LENGTH]: 'TextLength',
  [DataValidationType.CUSTOM]: 'Custom',
  [DataValidationType.CHECKBOX]: 'List',
}

const ruleKeys: Record<string, DataValidationType> = {
  wholeNumber: DataValidationType.WHOLE,
  decimal: DataValidationType.DECIMAL,
  date: DataValidationType.DATE,
  time: DataValidationType.TIME,
  textLength: DataValidationType.TEXT_LENGTH,
}

const operators: Record<string, DataValidationOperator> = {
  Between: DataValidationOperator.BETWEEN,
  NotBetween: DataValidationOperator.NOT_BETWEEN,
  EqualTo: DataValidationOperator.EQUAL,
  NotEqualTo: DataValidationOperator.NOT_EQUAL,
  GreaterThan: DataValidationOperator.GREATER_THAN,
  LessThan: DataValidationOperator.LESS_THAN,
  GreaterThanOrEqualTo: DataValidationOperator.GREATER_THAN_OR_EQUAL,
  LessThanOrEqualTo: DataValidationOperator.LESS_THAN_OR_EQUAL,
}

const alertStyles: Record<string, DataValidationErrorStyle> = {
  Stop: DataValidationErrorStyle.STOP,
  Warning: DataValidationErrorStyle.WARNING,
  Information: DataValidationErrorStyle.INFO,
}

/** Excel's DataValidation. */
export const dataValidationRemote = defineKind<RangeState>('DataValidation', () => ({
  read: {
    Type: s => {
      const rule = ruleAt(s)
      if (rule && isNothing(rule)) return 'Custom'
      return typeNames[String(rule?.type ?? DataValidationType.NONE)] ?? 'None'
    },
    Rule: s => readRule(s),
    IgnoreBlanks: s => ruleAt(s)?.allowBlank ?? true,
    ErrorAlert: s => readAlert(s),
    Prompt: s => readPrompt(s),
    Valid: s => allValid(s),
  },
  write: {
    Rule: (s, rule) => change(s, () => detailsOfRule(s, rule)),
    IgnoreBlanks: (s, ignore) => change(s, () => ({ allowBlank: ignore === true })),
    ErrorAlert: (s, alert) => change(s, () => detailsOfAlert(alert)),
    Prompt: (s, prompt) => change(s, () => detailsOfPrompt(prompt)),
  },
  call: { Clear: s => clearValidation(s) },
}))

/** The rule of the range's first cell. */
export function ruleAt(state: RangeState): ISheetDataValidationRule | null {
  const { book, area } = state
  return modelOf(state).getRuleByLocation(book.grid.unitId, area.sheetId, area.row, area.column) ?? null
}

function modelOf(state: RangeState): SheetDataValidationModel {
  return state.book.grid.univer.__getInjector().get(SheetDataValidationModel)
}

async function change(state: RangeState, make: () => Partial<RuleDetails>): Promise<void> {
  const area = clipToGrid(state) ?? state.area
  if (state.book.parts.protection.has(area.sheetId)) throw accessDenied('The worksheet is protected.')
  const {
    uid: _,
    ranges: __,
    ...now
  } = ruleAt(state) ?? { uid: '', ranges: [], type: DataValidationType.ANY, ...defaults }
  await setValidation({ book: state.book, area }, { ...now, ...make() })
}

const defaults = {
  allowBlank: true,
  showErrorMessage: true,
  errorStyle: DataValidationErrorStyle.STOP,
  showDropDown: true,
}

/** Gives every cell of the range this rule in place of its own. */
export async function setValidation(state: RangeState, details: RuleDetails): Promise<void> {
  const rule: ISheetDataValidationRule = {
    ...details,
    uid: generateRandomId(8),
    ranges: [gridRange(state.area)],
  }
  await state.book.log.run(AddSheetDataValidationCommand.id, {
    unitId: state.book.grid.unitId,
    subUnitId: state.area.sheetId,
    rule,
  })
}

/** Removes the validation of the range. */
export async function clearValidation(state: RangeState): Promise<void> {
  const area = clipToGrid(state)
  if (!area) return
  const rules = modelOf(state).getRules(state.book.grid.unitId, area.sheetId)
  if (rules.length === 0) return
  await state.book.log.run(ClearRangeDataValidationCommand.id, {
    unitId: state.book.grid.unitId,
    subUnitId: area.sheetId,
    ranges: [gridRange(area)],
  })
}

interface ListRule {
  source?: unknown
  inCellDropDown?: boolean
}

interface CompareRule {
  formula1?: unknown
  formula2?: unknown
  operator?: string
}

function detailsOfRule(state: RangeState, given: unknown): Partial<RuleDetails> {
  if (typeof given !== 'object' || given === null) throw invalidArgument('A validation rule is an object.')
  const rule = given as { list?: ListRule; custom?: { formula?: unknown } } & Record<
    string,
    CompareRule | undefined
  >
  if (rule.list) {
    return {
      type: DataValidationType.LIST,
      renderMode: DataValidationRenderMode.ARROW,
      formula1: listSource(state, rule.list.source),
      showDropDown: rule.list.inCellDropDown !== false,
    }
  }
  if (rule.custom?.formula === '=FALSE') return { ...nothing }
  if (rule.custom)
    return { type: DataValidationType.CUSTOM, formula1: formulaText(state, rule.custom.formula) }
  for (const [key, type] of Object.entries(ruleKeys)) {
    const compare = rule[key]
    if (!compare) continue
    const operator = operators[compare.operator ?? 'Between']
    if (!operator)
      throw invalidArgument(`"${String(compare.operator)}" is not an operator of a validation rule.`)
    return {
      type,
      operator,
      formula1: formulaText(state, compare.formula1),
      ...(compare.formula2 === undefined || compare.formula2 === null
        ? {}
        : { formula2: formulaText(state, compare.formula2) }),
    }
  }
  if (Object.keys(rule).length === 0) return { type: DataValidationType.ANY }
  throw invalidArgument(`${Object.keys(rule).join(', ')} is not a kind of validation rule.`)
}

/** A rule that no entry meets. As a formula the grid would work it out anew, with all others, each time one of them is set. */
const nothing = {
  type: DataValidationType.TEXT_LENGTH,
  operator: DataValidationOperator.LESS_THAN,
  formula1: '0',
} satisfies Partial<RuleDetails>

function isNothing(rule: ISheetDataValidationRule): boolean {
  return (
    rule.type === nothing.type && rule.operator === nothing.operator && rule.formula1 === nothing.formula1
  )
}

function listSource(state: RangeState, source: unknown): string {
  if (isRemote(source)) return rangeText(source.state as RangeState)
  if (typeof source !== 'string' || source === '')
    throw invalidArgument('A list needs a source: text with commas, or a range.')
  if (!source.startsWith('=') && source.length > 255)
    throw invalidArgument('A list given as text has at most 255 characters; use a range.')
  void state
  return source
}

function formulaText(state: RangeState, value: unknown): string {
  if (isRemote(value)) return rangeText(value.state as RangeState)
  if (value instanceof Date) return String(value)
  if (value === null || value === undefined)
    throw invalidArgument('The validation rule needs a formula or value.')
  void state
  return plainText(value)
}

function rangeText(state: RangeState): string {
  return `=${quoteSheetName(sheetOf(state).getName())}!${formatReference(state.area).replaceAll(/([A-Z]+)(\d+)/g, '$$$1$$$2')}`
}

function detailsOfAlert(given: unknown): Partial<RuleDetails> {
  const alert = (given ?? {}) as { message?: string; showAlert?: boolean; style?: string; title?: string }
  const errorStyle = alertStyles[alert.style ?? 'Stop']
  if (errorStyle === undefined) throw invalidArgument(`"${String(alert.style)}" is not a style of alerts.`)
  return {
    error: alert.message ?? '',
    errorTitle: alert.title ?? '',
    errorStyle,
    showErrorMessage: alert.showAlert !== false,
  }
}

function detailsOfPrompt(given: unknown): Partial<RuleDetails> {
  const prompt = (given ?? {}) as { message?: string; showPrompt?: boolean; title?: string }
  return {
    prompt: prompt.message ?? '',
    promptTitle: prompt.title ?? '',
    showInputMessage: prompt.showPrompt !== false,
  }
}

function readRule(state: RangeState): object {
  const rule = ruleAt(state)
  if (!rule) return {}
  if (rule.type === DataValidationType.LIST)
    return { list: { inCellDropDown: rule.showDropDown !== false, source: rule.formula1 ?? '' } }
  if (isNothing(rule)) return { custom: { formula: '=FALSE' } }
  if (rule.type === DataValidationType.CUSTOM) return { custom: { formula: rule.formula1 ?? '' } }
  const key = Object.keys(ruleKeys).find(each => ruleKeys[each] === rule.type)
  if (!key) return {}
  const operator = Object.keys(operators).find(each => operators[each] === rule.operator) ?? 'Between'
  return {
    [key]: {
      formula1: valueOf(rule.formula1),
      ...(rule.formula2 === undefined ? {} : { formula2: valueOf(rule.formula2) }),
      operator,
    },
  }
}

function valueOf(formula: string | undefined): string | number {
  const number = Number(formula)
  return formula !== undefined && formula !== '' && Number.isFinite(number) ? number : (formula ?? '')
}

function readAlert(state: RangeState): object {
  const rule = ruleAt(state)
  const style = Object.keys(alertStyles).find(each => alertStyles[each] === rule?.errorStyle) ?? 'Stop'
  return {
    message: rule?.error ?? '',
    title: rule?.errorTitle ?? '',
    showAlert: rule?.showErrorMessage !== false,
    style,
  }
}

function readPrompt(state: RangeState): object {
  const rule = ruleAt(state)
  return {
    message: rule?.prompt ?? '',
    title: rule?.promptTitle ?? '',
    showPrompt: rule?.showInputMessage !== false,
  }
}

async function allValid(state: RangeState): Promise<boolean | null> {
  const area = clipToGrid(state)
  const rule = area && ruleAt(state)
  if (!area || !rule) return true
  const service = state.book.grid.univer.__getInjector().get(SheetsDataValidationValidatorService)
  let invalid = 0
  for (let row = area.row; row < area.row + area.rows; row++) {
    for (let column = area.column; column < area.column + area.columns; column++) {
      const status = await service.validatorCell(state.book.grid.unitId, area.sheetId, row, column)
      if (String(status) !== 'valid') invalid += 1
    }
  }
  return invalid === 0 ? true : invalid === area.rows * area.columns ? false : null
}
