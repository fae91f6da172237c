import {
  TableColumnFilterTypeEnum,
  TableConditionTypeEnum,
  TableNumberCompareTypeEnum,
  TableStringCompareTypeEnum,
} from '@univerjs/preset-sheets-table'
import { invalidArgument, notImplemented } from '../protocol/office-error.ts'
import { plainText } from '../protocol/plain-text.ts'

const comparisons: Record<string, TableNumberCompareTypeEnum> = {
  '>=': TableNumberCompareTypeEnum.GreaterThanOrEqual,
  '<=': TableNumberCompareTypeEnum.LessThanOrEqual,
  '<>': TableNumberCompareTypeEnum.NotEqual,
  '>': TableNumberCompareTypeEnum.GreaterThan,
  '<': TableNumberCompareTypeEnum.LessThan,
  '=': TableNumberCompareTypeEnum.Equal,
}

/** The grid's filter for Excel's FilterCriteria: a list of values or one custom criterion. Others answer `NotImplemented`. */
export function filterOfCriteria(given: unknown): object {
  if (typeof given !== 'object' || given === null) throw invalidArgument('Filter criteria are an object.')
  const criteria = given as {
    filterOn?: string
    values?: unknown
    criterion1?: unknown
    criterion2?: unknown
  }
  if (criteria.filterOn === 'Values') {
    if (!Array.isArray(criteria.values)) throw invalidArgument('A filter on values needs a list of them.')
    return {
      filterType: TableColumnFilterTypeEnum.manual,
      values: criteria.values.map(String),
      isAllSelected: false,
    }
  }
  if (criteria.filterOn === 'Custom' && (criteria.criterion2 ?? null) === null)
    return condition(plainText(criteria.criterion1))
  throw notImplemented(`Filter.Apply() on ${String(criteria.filterOn)}`)
}

function condition(text: string): object {
  const operator = Object.keys(comparisons).find(each => text.startsWith(each)) ?? '='
  const value = text.startsWith(operator) ? text.slice(operator.length) : text
  if (value !== '' && Number.isFinite(Number(value))) {
    return {
      filterType: TableColumnFilterTypeEnum.condition,
      filterInfo: {
        conditionType: TableConditionTypeEnum.Number,
        compareType: comparisons[operator],
        expectedValue: Number(value),
      },
    }
  }
  const starred = /^\*(.*)\*$/.exec(value)
  const compareType = starred
    ? operator === '<>'
      ? TableStringCompareTypeEnum.NotContains
      : TableStringCompareTypeEnum.Contains
    : operator === '<>'
      ? TableStringCompareTypeEnum.NotEqual
      : TableStringCompareTypeEnum.Equal
  if (operator.includes('>') && operator !== '<>') throw notImplemented(`Filter.Apply() with ${text}`)
  return {
    filterType: TableColumnFilterTypeEnum.condition,
    filterInfo: {
      conditionType: TableConditionTypeEnum.String,
      compareType,
      expectedValue: starred ? starred[1] : value,
    },
  }
}
