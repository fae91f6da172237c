import {
  DataValidationErrorStyle,
  DataValidationOperator,
  DataValidationRenderMode,
  DataValidationType,
  type ISheetDataValidationRule,
} from '@univerjs/core'
import type { CellStyle, ConditionalRule, DataValidation, ValidationOperator } from 'hucre'
import { type ConditionalFormat, newConditionalFormat } from '../book/conditional-format.ts'
import { colorOf } from './cell-styles.ts'

const alertNames: Record<number, 'stop' | 'warning' | 'information'> = {
  [DataValidationErrorStyle.STOP]: 'stop',
  [DataValidationErrorStyle.WARNING]: 'warning',
  [DataValidationErrorStyle.INFO]: 'information',
}

/** The grid's validation for a file's. */
export function gridValidation(given: DataValidation): Omit<ISheetDataValidationRule, 'uid' | 'ranges'> {
  const style =
    given.errorStyle === 'warning'
      ? DataValidationErrorStyle.WARNING
      : given.errorStyle === 'information'
        ? DataValidationErrorStyle.INFO
        : DataValidationErrorStyle.STOP
  const first = given.values ? given.values.join(',') : given.formula1
  const isFormula = given.type === 'custom' || (given.type === 'list' && !given.values)
  return {
    type: given.type === 'textLength' ? DataValidationType.TEXT_LENGTH : given.type,
    ...(first === undefined ? {} : { formula1: isFormula ? withEquals(first) : first }),
    ...(given.formula2 === undefined ? {} : { formula2: given.formula2 }),
    ...(given.operator ? { operator: given.operator as DataValidationOperator } : {}),
    allowBlank: given.allowBlank !== false,
    showErrorMessage: given.showErrorMessage !== false,
    showInputMessage: given.showInputMessage === true,
    showDropDown: true,
    ...(given.type === 'list' ? { renderMode: DataValidationRenderMode.ARROW } : {}),
    errorStyle: style,
    error: given.errorMessage ?? '',
    errorTitle: given.errorTitle ?? '',
    prompt: given.inputMessage ?? '',
    promptTitle: given.inputTitle ?? '',
  }
}

/** A file's validation for the grid's; null where a file knows no such kind. */
export function fileValidation(rule: ISheetDataValidationRule, range: string): DataValidation | null {
  const types = ['list', 'whole', 'decimal', 'date', 'time', 'textLength', 'custom'] as const
  const type = types.find(each => each === String(rule.type))
  if (!type) return null
  const list = type === 'list' && rule.formula1 !== undefined && !rule.formula1.startsWith('=')
  return {
    type,
    range,
    ...(list
      ? { values: (rule.formula1 ?? '').split(',') }
      : rule.formula1 === undefined
        ? {}
        : { formula1: withoutEquals(rule.formula1) }),
    ...(rule.formula2 === undefined ? {} : { formula2: withoutEquals(rule.formula2) }),
    ...(rule.operator && type !== 'list' && type !== 'custom'
      ? { operator: rule.operator as ValidationOperator }
      : {}),
    allowBlank: rule.allowBlank !== false,
    showErrorMessage: rule.showErrorMessage !== false,
    showInputMessage: rule.showInputMessage === true,
    errorStyle: alertNames[rule.errorStyle ?? DataValidationErrorStyle.STOP] ?? 'stop',
    ...(rule.error ? { errorMessage: rule.error } : {}),
    ...(rule.errorTitle ? { errorTitle: rule.errorTitle } : {}),
    ...(rule.prompt ? { inputMessage: rule.prompt } : {}),
    ...(rule.promptTitle ? { inputTitle: rule.promptTitle } : {}),
  }
}

const operators: [string, ValidationOperator][] = [
  ['Between', 'between'],
  ['NotBetween', 'notBetween'],
  ['EqualTo', 'equal'],
  ['NotEqualTo', 'notEqual'],
  ['GreaterThan', 'greaterThan'],
  ['LessThan', 'lessThan'],
  ['GreaterThanOrEqual', 'greaterThanOrEqual'],
  ['LessThanOrEqual', 'lessThanOrEqual'],
]

const texts: [string, 'containsText' | 'notContainsText' | 'beginsWith' | 'endsWith'][] = [
  ['Contains', 'containsText'],
  ['NotContains', 'notContainsText'],
  ['BeginsWith', 'beginsWith'],
  ['EndsWith', 'endsWith'],
]

const points: [string, 'min' | 'max' | 'num' | 'percent' | 'percentile'][] = [
  ['LowestValue', 'min'],
  ['HighestValue', 'max'],
  ['Number', 'num'],
  ['Percent', 'percent'],
  ['Percentile', 'percentile'],
]

const numbers: [string, string][] = [
  ['Three', '3'],
  ['Four', '4'],
  ['Five', '5'],
]

/** Excel's conditional format for a file's rule; null for kinds the workbench does not draw. */
export function formatOfRule(
  rule: ConditionalRule,
  id: string,
  theme: string[] | undefined,
): ConditionalFormat | null {
  const formulas = (
    Array.isArray(rule.formula) ? rule.formula : rule.formula === undefined ? [] : [rule.formula]
  ).map(withEquals)
  const base = {
    ...newConditionalFormat(id, 'Custom'),
    stopIfTrue: rule.stopIfTrue === true,
    style: styleOfRule(rule.style, theme),
  }
  const text = texts.find(([, name]) => name === rule.type)
  if (text) return { ...base, type: 'ContainsText', text: { operator: text[0], text: rule.text ?? '' } }
  switch (rule.type) {
    case 'expression':
      return { ...base, formula: formulas[0] ?? '=FALSE' }
    case 'cellIs': {
      const operator = operators.find(([, name]) => name === rule.operator)?.[0] ?? 'EqualTo'
      return {
        ...base,
        type: 'CellValue',
        cellValue: {
          operator,
          formula1: formulas[0] ?? '=0',
          ...(formulas[1] ? { formula2: formulas[1] } : {}),
        },
      }
    }
    case 'dataBar': {
      const [lower, upper] = (rule.dataBar?.cfvo ?? []).map(point)
      const fill = colorOf({ rgb: rule.dataBar?.color ?? '638EC6' }, theme) ?? '#638EC6'
      return {
        ...base,
        type: 'DataBar',
        dataBar: {
          ...base.dataBar,
          fill,
          lower: lower ?? base.dataBar.lower,
          upper: upper ?? base.dataBar.upper,
        },
      }
    }
    case 'colorScale': {
      const scale = (rule.colorScale?.cfvo ?? []).map((each, index) => ({
        ...point(each),
        color: colorOf({ rgb: rule.colorScale?.colors[index] ?? 'FFFFFF' }, theme) ?? '#FFFFFF',
      }))
      const [minimum, middle, last] = scale
      const maximum = last ?? middle
      return minimum && maximum
        ? {
            ...base,
            type: 'ColorScale',
            colorScale: { minimum, midpoint: last && middle ? middle : null, maximum },
          }
        : null
    }
    case 'iconSet': {
      const set = rule.iconSet
      if (!set) return null
      const style = numbers.reduce(
        (name, [word, digit]) => (name.startsWith(digit) ? word + name.slice(1) : name),
        set.iconSet,
      )
      const criteria = set.cfvo.map(each => ({
        ...point(each),
        operator: 'GreaterThanOrEqual',
        formula: each.value ?? '0',
      }))
      return {
        ...base,
        type: 'IconSet',
        iconSet: { style, reverse: set.reverse === true, showOnly: set.showValue === false, criteria },
      }
    }
    default:
      return null
  }
}

/** A file's rule for Excel's conditional format; null for kinds a file written here cannot hold. */
export function ruleOfFormat(
  format: ConditionalFormat,
  range: string,
  priority: number,
): ConditionalRule | null {
  const base = { range, priority, stopIfTrue: format.stopIfTrue, style: fileStyleOf(format) }
  switch (format.type) {
    case 'Custom':
      return { ...base, type: 'expression', formula: withoutEquals(format.formula) }
    case 'CellValue': {
      const { operator = 'EqualTo', formula1 = '0', formula2 } = format.cellValue ?? {}
      const formula =
        formula2 === undefined ? withoutEquals(formula1) : [withoutEquals(formula1), withoutEquals(formula2)]
      return {
        ...base,
        type: 'cellIs',
        operator: operators.find(([name]) => name === operator)?.[1] ?? 'equal',
        formula,
      }
    }
    case 'ContainsText': {
      const type = texts.find(([name]) => name === format.text?.operator)?.[1] ?? 'containsText'
      return {
        ...base,
        type,
        text: format.text?.text ?? '',
        formula: textFormula(type, format.text?.text ?? '', range),
      }
    }
    case 'DataBar':
      return {
        range,
        priority,
        type: 'dataBar',
        dataBar: {
          cfvo: [cfvo(format.dataBar.lower, 'min'), cfvo(format.dataBar.upper, 'max')],
          color: `FF${format.dataBar.fill.slice(1)}`,
        },
      }
    case 'ColorScale': {
      const { minimum, midpoint, maximum } = format.colorScale
      const all = midpoint ? [minimum, midpoint, maximum] : [minimum, maximum]
      return {
        range,
        priority,
        type: 'colorScale',
        colorScale: {
          cfvo: all.map((each, index) => cfvo(each, index === 0 ? 'min' : 'max')),
          colors: all.map(each => `FF${each.color.slice(1)}`),
        },
      }
    }
    case 'IconSet': {
      const { style, reverse, showOnly, criteria } = format.iconSet
      const iconSet = numbers.reduce(
        (name, [word, digit]) => (name.startsWith(word) ? digit + name.slice(word.length) : name),
        style,
      )
      const count = Number(iconSet[0]) || 3
      const all =
        criteria.length === count
          ? criteria
          : Array.from({ length: count }, (_, index) => ({
              type: 'Percent',
              formula: String(Math.round((100 * index) / count)),
            }))
      const values = all.map((each, index) => {
        const made = cfvo(index === 0 ? { type: 'Percent', formula: '0' } : each, 'min')
        return {
          type: made.type === 'max' ? ('percent' as const) : made.type,
          ...(made.value === undefined ? {} : { value: made.value }),
        }
      })
      return {
        range,
        priority,
        type: 'iconSet',
        iconSet: { iconSet, cfvo: values, reverse, showValue: !showOnly },
      }
    }
    default:
      return null
  }
}

function textFormula(type: string, text: string, range: string): string {
  const cell = range.split(':')[0] ?? 'A1'
  const quoted = `"${text.replaceAll('"', '""')}"`
  if (type === 'beginsWith') return `LEFT(${cell},${text.length})=${quoted}`
  if (type === 'endsWith') return `RIGHT(${cell},${text.length})=${quoted}`
  return type === 'notContainsText'
    ? `ISERROR(SEARCH(${quoted},${cell}))`
    : `NOT(ISERROR(SEARCH(${quoted},${cell})))`
}

function point(given: { type: string; value?: string }): { type: string; formula?: string } {
  const type = points.find(([, name]) => name === given.type)?.[0] ?? 'Automatic'
  return { type, ...(given.value === undefined ? {} : { formula: given.value }) }
}

function cfvo(
  given: { type: string; formula?: string },
  automatic: 'min' | 'max',
): { type: 'min' | 'max' | 'num' | 'percent' | 'percentile'; value?: string } {
  const type = points.find(([name]) => name === given.type)?.[1] ?? automatic
  return type === 'min' || type === 'max' ? { type } : { type, value: withoutEquals(given.formula ?? '0') }
}

function styleOfRule(style: CellStyle | undefined, theme: string[] | undefined): ConditionalFormat['style'] {
  if (!style) return {}
  const fill =
    style.fill?.type === 'pattern' ? colorOf(style.fill.bgColor ?? style.fill.fgColor, theme) : null
  const color = colorOf(style.font?.color, theme)
  return {
    ...(fill ? { fill } : {}),
    ...(color ? { color } : {}),
    ...(style.font?.bold ? { bold: true } : {}),
    ...(style.font?.italic ? { italic: true } : {}),
  }
}

function fileStyleOf(format: ConditionalFormat): CellStyle {
  const { fill, color, bold, italic } = format.style
  const font = {
    ...(color ? { color: { rgb: color.slice(1) } } : {}),
    ...(bold ? { bold } : {}),
    ...(italic ? { italic } : {}),
  }
  return {
    ...(Object.keys(font).length > 0 ? { font } : {}),
    ...(fill
      ? {
          fill: {
            type: 'pattern',
            pattern: 'solid',
            fgColor: { rgb: fill.slice(1) },
            bgColor: { rgb: fill.slice(1) },
          },
        }
      : {}),
  }
}

function withEquals(formula: string): string {
  return formula.startsWith('=') ? formula : `=${formula}`
}

function withoutEquals(formula: string): string {
  return formula.startsWith('=') ? formula.slice(1) : formula
}
