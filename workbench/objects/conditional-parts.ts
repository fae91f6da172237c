import type { ConditionalFormat, IconCriterion, ScaleColor, ScalePoint } from '../book/conditional-format.ts'
import { invalidArgument, notImplemented } from '../protocol/office-error.ts'
import { defineKind, type Remote } from '../protocol/remote.ts'
import { changeFormat, formatOf, type FormatState } from './conditional-state.ts'
import { requireColor } from './range-styles.ts'
import { plainText } from '../protocol/plain-text.ts'

const ruleRemote = defineKind<FormatState>('ConditionalFormatRule', () => ({
  read: { Formula: s => formatOf(s).formula, FormulaLocal: s => formatOf(s).formula },
  write: {
    Formula: (s, formula) => changeFormat(s, { formula: String(formula) }),
    FormulaLocal: (s, formula) => changeFormat(s, { formula: String(formula) }),
  },
}))

const customRemote = defineKind<FormatState>('CustomConditionalFormat', () => ({
  navigate: { Rule: s => ruleRemote(s), Format: s => styleRemote(s) },
}))

const cellValueRemote = defineKind<FormatState>('CellValueConditionalFormat', () => ({
  read: { Rule: s => formatOf(s).cellValue },
  write: {
    Rule: (s, given) => {
      const rule = given as { formula1?: unknown; formula2?: unknown; operator?: unknown } | null
      if (!rule || rule.formula1 === undefined || typeof rule.operator !== 'string')
        throw invalidArgument('A rule on cell values needs formula1 and operator.')
      const second =
        rule.formula2 === undefined || rule.formula2 === null ? {} : { formula2: plainText(rule.formula2) }
      changeFormat(s, {
        cellValue: { formula1: plainText(rule.formula1), ...second, operator: rule.operator },
      })
    },
  },
  navigate: { Format: s => styleRemote(s) },
}))

const textRemote = defineKind<FormatState>('TextConditionalFormat', () => ({
  read: { Rule: s => formatOf(s).text },
  write: {
    Rule: (s, given) => {
      const rule = given as { operator?: unknown; text?: unknown } | null
      changeFormat(s, {
        text: { operator: plainText(rule?.operator ?? 'Contains'), text: plainText(rule?.text ?? '') },
      })
    },
  },
  navigate: { Format: s => styleRemote(s) },
}))

const topBottomRemote = defineKind<FormatState>('TopBottomConditionalFormat', () => ({
  read: { Rule: s => formatOf(s).topBottom },
  write: {
    Rule: (s, given) => {
      const rule = given as { rank?: unknown; type?: unknown } | null
      changeFormat(s, {
        topBottom: { rank: Number(rule?.rank ?? 10), type: plainText(rule?.type ?? 'TopItems') },
      })
    },
  },
  navigate: { Format: s => styleRemote(s) },
}))

const styleRemote = defineKind<FormatState>('ConditionalRangeFormat', () => ({
  read: { NumberFormat: () => '' },
  navigate: { Fill: s => fillRemote(s), Font: s => fontRemote(s) },
}))

const fillRemote = defineKind<FormatState>('ConditionalRangeFill', () => ({
  read: { Color: s => formatOf(s).style.fill ?? '' },
  write: { Color: (s, color) => restyle(s, { fill: requireColor(color) }) },
  call: { Clear: s => restyle(s, {}, ['fill']) },
}))

const fontRemote = defineKind<FormatState>('ConditionalRangeFont', () => ({
  read: {
    Color: s => formatOf(s).style.color ?? '',
    Bold: s => formatOf(s).style.bold ?? null,
    Italic: s => formatOf(s).style.italic ?? null,
    Underline: s => (formatOf(s).style.underline ? 'Single' : 'None'),
    Strikethrough: s => formatOf(s).style.strikethrough ?? null,
  },
  write: {
    Color: (s, color) => restyle(s, { color: requireColor(color) }),
    Bold: (s, on) => restyle(s, { bold: on === true }),
    Italic: (s, on) => restyle(s, { italic: on === true }),
    Underline: (s, line) => restyle(s, { underline: line !== 'None' }),
    Strikethrough: (s, on) => restyle(s, { strikethrough: on === true }),
  },
  call: { Clear: s => restyle(s, {}, ['color', 'bold', 'italic', 'underline', 'strikethrough']) },
}))

function restyle(
  state: FormatState,
  change: ConditionalFormat['style'],
  remove: (keyof ConditionalFormat['style'])[] = [],
): void {
  const style = { ...formatOf(state).style, ...change }
  for (const key of remove) delete style[key]
  changeFormat(state, { style })
}

const dataBarRemote = defineKind<FormatState>('DataBarConditionalFormat', () => ({
  read: {
    ShowDataBarOnly: s => formatOf(s).dataBar.showOnly,
    BarDirection: () => 'Context',
    AxisFormat: () => 'Automatic',
    AxisColor: () => '',
    LowerBoundRule: s => formatOf(s).dataBar.lower,
    UpperBoundRule: s => formatOf(s).dataBar.upper,
  },
  write: {
    ShowDataBarOnly: (s, on) => bar(s, { showOnly: on === true }),
    LowerBoundRule: (s, rule) => bar(s, { lower: pointOf(rule) }),
    UpperBoundRule: (s, rule) => bar(s, { upper: pointOf(rule) }),
    BarDirection: (_, direction) =>
      onlyDefault('DataBarConditionalFormat.BarDirection', direction, ['Context', 'LeftToRight']),
    AxisFormat: (_, format) => onlyDefault('DataBarConditionalFormat.AxisFormat', format, ['Automatic']),
  },
  navigate: { PositiveFormat: s => positiveRemote(s), NegativeFormat: s => negativeRemote(s) },
}))

const positiveRemote = defineKind<FormatState>('ConditionalDataBarPositiveFormat', () => ({
  read: {
    FillColor: s => formatOf(s).dataBar.fill,
    GradientFill: s => formatOf(s).dataBar.gradient,
    BorderColor: () => '',
  },
  write: {
    FillColor: (s, color) => bar(s, { fill: requireColor(color) }),
    GradientFill: (s, on) => bar(s, { gradient: on === true }),
    BorderColor: () => undefined,
  },
}))

const negativeRemote = defineKind<FormatState>('ConditionalDataBarNegativeFormat', () => ({
  read: {
    FillColor: s => formatOf(s).dataBar.negative,
    MatchPositiveFillColor: s => formatOf(s).dataBar.negative === formatOf(s).dataBar.fill,
  },
  write: {
    FillColor: (s, color) => bar(s, { negative: requireColor(color) }),
    MatchPositiveFillColor: (s, on) => bar(s, on === true ? { negative: formatOf(s).dataBar.fill } : {}),
  },
}))

function bar(state: FormatState, change: Partial<ConditionalFormat['dataBar']>): void {
  changeFormat(state, { dataBar: { ...formatOf(state).dataBar, ...change } })
}

function onlyDefault(member: string, value: unknown, allowed: string[]): void {
  if (!allowed.includes(String(value))) throw notImplemented(`${member} = ${String(value)}`)
}

const colorScaleRemote = defineKind<FormatState>('ColorScaleConditionalFormat', () => ({
  read: {
    ThreeColorScale: s => formatOf(s).colorScale.midpoint !== null,
    Criteria: s => formatOf(s).colorScale,
  },
  write: {
    Criteria: (s, given) => {
      const criteria = given as { minimum?: unknown; midpoint?: unknown; maximum?: unknown } | null
      changeFormat(s, {
        colorScale: {
          minimum: colorPoint(criteria?.minimum),
          midpoint: criteria?.midpoint ? colorPoint(criteria.midpoint) : null,
          maximum: colorPoint(criteria?.maximum),
        },
      })
    },
  },
}))

const iconSetRemote = defineKind<FormatState>('IconSetConditionalFormat', () => ({
  read: {
    Style: s => formatOf(s).iconSet.style,
    ReverseIconOrder: s => formatOf(s).iconSet.reverse,
    ShowIconOnly: s => formatOf(s).iconSet.showOnly,
    Criteria: s => formatOf(s).iconSet.criteria,
  },
  write: {
    Style: (s, style) => icons(s, { style: String(style), criteria: [] }),
    ReverseIconOrder: (s, on) => icons(s, { reverse: on === true }),
    ShowIconOnly: (s, on) => icons(s, { showOnly: on === true }),
    Criteria: (s, given) => {
      if (!Array.isArray(given)) throw invalidArgument('The criteria of an icon set are a list.')
      icons(s, { criteria: (given as Partial<IconCriterion>[]).map(iconCriterion) })
    },
  },
}))

function icons(state: FormatState, change: Partial<ConditionalFormat['iconSet']>): void {
  changeFormat(state, { iconSet: { ...formatOf(state).iconSet, ...change } })
}

function iconCriterion(given: Partial<IconCriterion> | null): IconCriterion {
  return {
    type: String(given?.type ?? 'Percent'),
    operator: String(given?.operator ?? 'GreaterThanOrEqual'),
    formula: String(given?.formula ?? '0'),
  }
}

function pointOf(given: unknown): ScalePoint {
  const point = given as { type?: unknown; formula?: unknown } | null
  return {
    type: plainText(point?.type ?? 'Automatic'),
    ...(point?.formula === undefined || point.formula === null ? {} : { formula: plainText(point.formula) }),
  }
}

function colorPoint(given: unknown): ScaleColor {
  return { ...pointOf(given), color: requireColor((given as { color?: unknown } | null)?.color) }
}

function only(
  type: ConditionalFormat['type'],
  make: (state: FormatState) => Remote,
): Record<'must' | 'may', (state: FormatState) => Remote | null> {
  return {
    must: state => {
      if (formatOf(state).type !== type)
        throw invalidArgument(`The conditional format is not of type ${type}.`)
      return make(state)
    },
    may: state => (formatOf(state).type === type ? make(state) : null),
  }
}

const custom = only('Custom', customRemote)
const cellValue = only('CellValue', cellValueRemote)
const text = only('ContainsText', textRemote)
const topBottom = only('TopBottom', topBottomRemote)
const dataBar = only('DataBar', dataBarRemote)
const colorScale = only('ColorScale', colorScaleRemote)
const iconSet = only('IconSet', iconSetRemote)

/** The parts of a conditional format, by Excel's names. */
export const conditionalParts: Record<string, (state: FormatState) => Remote | null> = {
  Custom: custom.must,
  CustomOrNullObject: custom.may,
  CellValue: cellValue.must,
  CellValueOrNullObject: cellValue.may,
  TextComparison: text.must,
  TextComparisonOrNullObject: text.may,
  TopBottom: topBottom.must,
  TopBottomOrNullObject: topBottom.may,
  DataBar: dataBar.must,
  DataBarOrNullObject: dataBar.may,
  ColorScale: colorScale.must,
  ColorScaleOrNullObject: colorScale.may,
  IconSet: iconSet.must,
  IconSetOrNullObject: iconSet.may,
}
