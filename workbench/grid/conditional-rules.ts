import { BooleanNumber, type IRange, type IStyleBase } from '@univerjs/core'
import {
  CFNumberOperator,
  CFRuleType,
  CFSubRuleType,
  CFTextOperator,
  CFValueType,
  ConditionalFormattingRuleModel,
  type IConditionFormattingRule,
  type IConditionalFormattingRuleConfig,
  type IIconSetType,
} from '@univerjs/preset-sheets-conditional-formatting'
import type { Book } from '../book/book.ts'
import type { ConditionalFormat, IconCriterion, ScalePoint } from '../book/conditional-format.ts'
import { columnLetters } from './area.ts'

/** The conditional formats of a sheet, as the grid keeps them. */
export function rulesOfSheet(book: Book, sheetId: string): IConditionFormattingRule[] {
  return (
    book.grid.univer
      .__getInjector()
      .get(ConditionalFormattingRuleModel)
      .getSubunitRules(book.grid.unitId, sheetId) ?? []
  )
}

/** Adds a conditional format to the grid or replaces the one of the same id. */
export function putRule(book: Book, sheetId: string, ranges: IRange[], format: ConditionalFormat): void {
  const target = { unitId: book.grid.unitId, subUnitId: sheetId }
  const before = rulesOfSheet(book, sheetId).find(rule => rule.cfId === format.id)
  const rule: IConditionFormattingRule = {
    cfId: format.id,
    ranges,
    stopIfTrue: format.stopIfTrue,
    rule: ruleOf(format, ranges[0]),
  }
  book.parts.conditionalFormats.set(format.id, format)
  if (before) {
    book.log.apply(
      [{ id: 'sheet.mutation.set-conditional-rule', params: { ...target, cfId: format.id, rule } }],
      [{ id: 'sheet.mutation.set-conditional-rule', params: { ...target, cfId: format.id, rule: before } }],
    )
  } else {
    book.log.apply(
      [{ id: 'sheet.mutation.add-conditional-rule', params: { ...target, rule } }],
      [{ id: 'sheet.mutation.delete-conditional-rule', params: { ...target, cfId: format.id } }],
    )
  }
}

/** Takes a conditional format off the grid. */
export function removeRule(book: Book, sheetId: string, id: string): void {
  const target = { unitId: book.grid.unitId, subUnitId: sheetId }
  const rule = rulesOfSheet(book, sheetId).find(each => each.cfId === id)
  if (!rule) return
  book.log.apply(
    [{ id: 'sheet.mutation.delete-conditional-rule', params: { ...target, cfId: id } }],
    [{ id: 'sheet.mutation.add-conditional-rule', params: { ...target, rule } }],
  )
}

const numberOperators: Record<string, CFNumberOperator> = {
  Between: CFNumberOperator.between,
  NotBetween: CFNumberOperator.notBetween,
  EqualTo: CFNumberOperator.equal,
  NotEqualTo: CFNumberOperator.notEqual,
  GreaterThan: CFNumberOperator.greaterThan,
  LessThan: CFNumberOperator.lessThan,
  GreaterThanOrEqual: CFNumberOperator.greaterThanOrEqual,
  LessThanOrEqual: CFNumberOperator.lessThanOrEqual,
}

const symbols: Record<string, string> = {
  EqualTo: '=',
  NotEqualTo: '<>',
  GreaterThan: '>',
  LessThan: '<',
  GreaterThanOrEqual: '>=',
  LessThanOrEqual: '<=',
}

const textOperators: Record<string, CFTextOperator> = {
  Contains: CFTextOperator.containsText,
  NotContains: CFTextOperator.notContainsText,
  BeginsWith: CFTextOperator.beginsWith,
  EndsWith: CFTextOperator.endsWith,
}

function ruleOf(format: ConditionalFormat, first: IRange | undefined): IConditionalFormattingRuleConfig {
  const cell = first ? `${columnLetters(first.startColumn)}${first.startRow + 1}` : 'A1'
  const style = styleOf(format)
  switch (format.type) {
    case 'DataBar':
      return {
        type: CFRuleType.dataBar,
        isShowValue: !format.dataBar.showOnly,
        config: {
          min: pointOf(format.dataBar.lower, CFValueType.min),
          max: pointOf(format.dataBar.upper, CFValueType.max),
          isGradient: format.dataBar.gradient,
          positiveColor: format.dataBar.fill,
          nativeColor: format.dataBar.negative,
        },
      }
    case 'ColorScale':
      return {
        type: CFRuleType.colorScale,
        config: [format.colorScale.minimum, format.colorScale.midpoint, format.colorScale.maximum]
          .filter(point => point !== null)
          .map((point, index) => ({
            index,
            color: point.color,
            value: pointOf(point, index === 0 ? CFValueType.min : CFValueType.max),
          })),
      }
    case 'IconSet':
      return iconRule(format)
    case 'ContainsText':
      return {
        type: CFRuleType.highlightCell,
        subType: CFSubRuleType.text,
        operator: textOperators[format.text?.operator ?? 'Contains'] ?? CFTextOperator.containsText,
        value: format.text?.text ?? '',
        style,
      }
    case 'CellValue':
      return cellValueRule(format, cell, style)
    case 'TopBottom':
      return {
        type: CFRuleType.highlightCell,
        subType: CFSubRuleType.rank,
        isBottom: (format.topBottom?.type ?? '').startsWith('Bottom'),
        isPercent: (format.topBottom?.type ?? '').endsWith('Percent'),
        value: format.topBottom?.rank ?? 10,
        style,
      }
    default:
      return {
        type: CFRuleType.highlightCell,
        subType: CFSubRuleType.formula,
        value: asFormula(format.formula),
        style,
      }
  }
}

function cellValueRule(
  format: ConditionalFormat,
  cell: string,
  style: IStyleBase,
): IConditionalFormattingRuleConfig {
  const rule = format.cellValue ?? { formula1: '', operator: 'EqualTo' }
  const first = numberOf(rule.formula1)
  const second = numberOf(rule.formula2)
  const operator = numberOperators[rule.operator] ?? CFNumberOperator.equal
  const base = { type: CFRuleType.highlightCell, subType: CFSubRuleType.number, style } as const
  if (operator === CFNumberOperator.between || operator === CFNumberOperator.notBetween) {
    if (first !== null && second !== null) return { ...base, operator, value: [first, second] }
    const inside = `AND(${cell}>=${bare(rule.formula1)},${cell}<=${bare(rule.formula2 ?? '')})`
    return {
      type: CFRuleType.highlightCell,
      subType: CFSubRuleType.formula,
      value: operator === CFNumberOperator.between ? `=${inside}` : `=NOT(${inside})`,
      style,
    }
  }
  if (first !== null) return { ...base, operator, value: first }
  return {
    type: CFRuleType.highlightCell,
    subType: CFSubRuleType.formula,
    value: `=${cell}${symbols[rule.operator] ?? '='}${bare(rule.formula1)}`,
    style,
  }
}

/** The grid's names of Excel's icon sets: `ThreeArrows` is `3Arrows`. */
function iconType(style: string): IIconSetType {
  const numbers: Record<string, string> = { Three: '3', Four: '4', Five: '5' }
  return style.replace(/^(Three|Four|Five)/, word => numbers[word] ?? word) as IIconSetType
}

function iconRule(format: ConditionalFormat): IConditionalFormattingRuleConfig {
  const { style, criteria, reverse, showOnly } = format.iconSet
  const type = iconType(style)
  const count = Number(type[0]) || 3
  const given = criteria.length === count ? criteria : evenCriteria(count)
  const config = []
  for (let index = count - 1; index >= 0; index--) {
    const criterion = given[index]
    const icon = reverse ? index : count - 1 - index
    config.push({
      operator:
        index === 0
          ? CFNumberOperator.lessThanOrEqual
          : criterion?.operator === 'GreaterThan'
            ? CFNumberOperator.greaterThan
            : CFNumberOperator.greaterThanOrEqual,
      value:
        index === 0
          ? { type: CFValueType.num, value: Number.MAX_SAFE_INTEGER }
          : pointOf(
              { type: criterion?.type ?? 'Percent', formula: criterion?.formula ?? '0' },
              CFValueType.percent,
            ),
      iconType: type,
      iconId: String(icon),
    })
  }
  return { type: CFRuleType.iconSet, isShowValue: !showOnly, config }
}

function evenCriteria(count: number): IconCriterion[] {
  return Array.from({ length: count }, (_, index) => ({
    type: 'Percent',
    operator: 'GreaterThanOrEqual',
    formula: String(Math.round((100 * index) / count)),
  }))
}

const valueTypes: Record<string, CFValueType> = {
  LowestValue: CFValueType.min,
  HighestValue: CFValueType.max,
  Number: CFValueType.num,
  Percent: CFValueType.percent,
  Percentile: CFValueType.percentile,
  Formula: CFValueType.formula,
}

function pointOf(point: ScalePoint, automatic: CFValueType): { type: CFValueType; value?: number | string } {
  const type = valueTypes[point.type] ?? automatic
  if (type === CFValueType.min || type === CFValueType.max) return { type }
  const number = numberOf(point.formula)
  if (number !== null) return { type, value: number }
  return { type: CFValueType.formula, value: asFormula(point.formula ?? '0') }
}

function numberOf(formula: string | undefined): number | null {
  const text = formula === undefined ? '' : bare(formula).trim()
  const number = Number(text)
  return text !== '' && Number.isFinite(number) ? number : null
}

function bare(formula: string): string {
  return formula.startsWith('=') ? formula.slice(1) : formula
}

function asFormula(formula: string): string {
  return formula.startsWith('=') ? formula : `=${formula}`
}

function styleOf(format: ConditionalFormat): IStyleBase {
  const { fill, color, bold, italic, underline, strikethrough } = format.style
  const flag = (on: boolean) => (on ? BooleanNumber.TRUE : BooleanNumber.FALSE)
  return {
    ...(fill ? { bg: { rgb: fill } } : {}),
    ...(color ? { cl: { rgb: color } } : {}),
    ...(bold === undefined ? {} : { bl: flag(bold) }),
    ...(italic === undefined ? {} : { it: flag(italic) }),
    ...(underline === undefined ? {} : { ul: { s: flag(underline) } }),
    ...(strikethrough === undefined ? {} : { st: { s: flag(strikethrough) } }),
  }
}
