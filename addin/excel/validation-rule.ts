import type { TSchema } from 'typebox'
import type { Language } from '#model/contract.ts'
import type { Field } from '#model/field.ts'
import { isTyped } from '../sync/diff.ts'
import { sheetWords } from './sheet-words.ts'

/** Data validation of a column as Excel takes it: the rule and what it says when it refuses. */
export interface ColumnValidation {
  rule: Excel.DataValidationRule
  errorAlert: Excel.DataValidationErrorAlert
  prompt: Excel.DataValidationPrompt | null
}

/** Excel cuts a list given as text at this many characters. */
const longestList = 255
const longestMessage = 225

/** The validation of a field's column; null when anything may be typed. `codes` are the choices of a reference. */
export function validationOf(
  field: Field<unknown>,
  language: Language,
  codes: readonly string[] = [],
): ColumnValidation | null {
  const words = sheetWords[language]
  const label = field.label[language]
  if (!isTyped(field)) {
    const by = field.computedBy?.[language]
    const message = by ? words.computedText(label, by) : words.notYours(label)
    return {
      rule: { custom: { formula: '=FALSE' } },
      errorAlert: alert(words.computedTitle, message),
      prompt: null,
    }
  }
  const found = typedRule(field, language, codes)
  if (!found) return null
  return {
    rule: found.rule,
    errorAlert: { ...alert(words.refusedTitle, found.message), showAlert: !takesText(field) },
    prompt: field.help
      ? {
          showPrompt: true,
          title: label.slice(0, 32),
          message: field.help[language].slice(0, longestMessage),
        }
      : null,
  }
}

/** Cells of these kinds also take what Excel's rules cannot know: `12h`, `5万元`, `3月29日`, a code typed a moment ago. The rule
 *  still marks what it covers, but does not stop the user: the add-in reads the cell at once and says what cannot be read. */
function takesText(field: Field<unknown>): boolean {
  return textKinds.has(field.kind)
}
const textKinds: ReadonlySet<Field<unknown>['kind']> = new Set([
  'work',
  'money',
  'unitPrice',
  'quantity',
  'number',
  'integer',
  'ratio',
  'day',
  'start',
  'finish',
  'ref',
])

function alert(title: string, message: string): Excel.DataValidationErrorAlert {
  return {
    showAlert: true,
    style: 'Stop',
    title: title.slice(0, 32),
    message: message.slice(0, longestMessage),
  }
}

function typedRule(
  field: Field<unknown>,
  language: Language,
  codes: readonly string[],
): { rule: Excel.DataValidationRule; message: string } | null {
  const words = sheetWords[language]
  const label = field.label[language]
  switch (field.kind) {
    case 'oneOf':
      return listRule(
        field.choices.map(choice => choice.words[language]),
        words.list(label),
      )
    case 'boolean':
      return listRule(language === 'zh' ? ['是', '否'] : ['Yes', 'No'], words.list(label))
    case 'ref':
      return codes.length > 0 ? listRule(codes, words.list(label)) : null
    case 'day':
    case 'start':
    case 'finish':
      return {
        rule: { date: { formula1: '1970-01-01', formula2: '2200-12-31', operator: 'Between' } },
        message: words.date(label),
      }
    case 'ratio':
      return between(0, 1, words.number(label, 0, 1))
    case 'work':
    case 'money':
    case 'unitPrice':
    case 'quantity':
    case 'number':
    case 'integer': {
      const from = minimumOf(field) === 0 ? 0 : -largest
      return between(from, largest, words.number(label, from, largest))
    }
    case 'text':
      return {
        rule: { textLength: { formula1: 1000, operator: 'LessThanOrEqualTo' } },
        message: words.text(label, 1000),
      }
    case 'links':
    case 'shifts':
      return null
  }
}
/** Beyond this a cell no longer holds every cent of an amount. */
const largest = 1_000_000_000_000

function listRule(choices: readonly string[], message: string) {
  const source = choices.join(',')
  if (source.length > longestList || choices.some(choice => choice.includes(','))) return null
  return { rule: { list: { inCellDropDown: true, source } }, message }
}

function between(from: number, to: number, message: string) {
  return { rule: { decimal: { formula1: from, formula2: to, operator: 'Between' as const } }, message }
}

function minimumOf(field: Field<unknown>): number | undefined {
  const schema = field.json as TSchema & { anyOf?: TSchema[]; minimum?: number }
  return ((schema.anyOf?.[0] ?? schema) as { minimum?: number }).minimum
}
