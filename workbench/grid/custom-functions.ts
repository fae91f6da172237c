import { CellValueType, type ICellData } from '@univerjs/core'
import { FunctionType, IDescriptionService, IFunctionService } from '@univerjs/preset-sheets-core'
import {
  BaseFunction,
  type FormulaFunctionResultValueType,
  type FormulaFunctionValueType,
} from '@univerjs/preset-sheets-core'
import type { Book } from '../book/book.ts'
import { messageCategory } from '../protocol/event-hub.ts'
import type { InvocationResult } from '../objects/services.ts'
import { columnLetters, quoteSheetName } from './area.ts'
import { recalculate } from './recalculate.ts'

/** One function of the add-in's metadata file. */
export interface FunctionMetadata {
  id: string
  name: string
  description?: string
  parameters?: { name: string; description?: string; dimensionality?: string; optional?: boolean }[]
  options?: { cancelable?: boolean; stream?: boolean; volatile?: boolean }
}

interface Call {
  id: number
  key: string
  name: string
  cells: Map<string, { sheetId: string; row: number; column: number }>
  options: NonNullable<FunctionMetadata['options']>
}

/** Errors by the client library's numbers of them. */
const errorTexts: Record<number, string> = {
  1: '#N/A',
  5: '#DIV/0!',
  6: '#NUM!',
  7: '#VALUE!',
  8: '#NULL!',
  9: '#NAME?',
  10: '#NAME?',
}
const invoke = 1_000
const cancel = 1_001
/** Shown while the add-in works on a result. */
const busy = '#BUSY!'

/** Works out the add-in's functions in cells: calls of one calculation go to the add-in together, results come back into the cells. */
export class CustomFunctions {
  readonly #book: Book
  #ready = false
  #nextId = 1
  #calls = new Map<number, Call>()
  #byKey = new Map<string, Call>()
  #results = new Map<string, FormulaFunctionResultValueType>()
  /** Which result each cell asks for now, to tell the add-in when nobody does any more. */
  readonly #wanted = new Map<string, string>()
  #outbox: object[][] = []
  #scheduled = false
  /** Messages of errors by cell text, shown on request. */
  readonly messages = new Map<string, string>()
  /** Calls sent, and the events they went in. */
  readonly statistics = { calls: 0, events: 0 }

  constructor(book: Book) {
    this.#book = book
  }

  /** Makes the functions known to the grid under the add-in's namespace. */
  register(namespace: string, functions: FunctionMetadata[]): void {
    const injector = this.#book.grid.univer.__getInjector()
    const prefix = namespace === '' ? '' : `${namespace.toUpperCase()}.`
    const service = injector.get(IFunctionService)
    for (const each of functions) {
      const token = `${prefix}${each.name.toUpperCase()}`
      service.registerExecutors(new AddinFunction(token, each, this))
    }
    injector.get(IDescriptionService).registerDescriptions(
      functions.map(each => ({
        functionName: `${prefix}${each.name.toUpperCase()}`,
        functionType: FunctionType.User,
        description: each.description ?? '',
        abstract: each.description ?? '',
        functionParameter: (each.parameters ?? []).map(parameter => ({
          name: parameter.name,
          detail: parameter.description ?? '',
          example: '',
          require: parameter.optional ? 0 : 1,
          repeat: 0,
        })),
      })),
    )
  }

  /** The add-in takes calls from now on. */
  start(): void {
    this.#ready = true
    this.#schedule()
  }

  /** The add-in is gone; what was asked is asked again when it comes back. */
  stop(): void {
    this.#ready = false
  }

  /** Forgets results, so that the next calculation asks the add-in again. */
  forget(): void {
    this.#results.clear()
  }

  /** The value of one call in a cell: known, or `#BUSY!` while the add-in works on it. */
  evaluate(
    metadata: FunctionMetadata,
    values: FormulaFunctionValueType[],
    cell: { sheetId: string; row: number; column: number },
  ): FormulaFunctionResultValueType {
    const parameters = (metadata.parameters ?? []).map((parameter, index) =>
      parameterValue(values[index], parameter.dimensionality === 'matrix'),
    )
    const key = `${metadata.id} ${JSON.stringify(parameters)}`
    const cellKey = `${cell.sheetId} ${cell.row} ${cell.column} ${metadata.id}`
    const before = this.#wanted.get(cellKey)
    this.#wanted.set(cellKey, key)
    if (before !== undefined && before !== key) this.#release(before, cellKey)
    const known = this.#results.get(key)
    if (known !== undefined) return known
    const running = this.#byKey.get(key)
    if (running) {
      running.cells.set(cellKey, cell)
      return busy
    }
    const call: Call = {
      id: this.#nextId,
      key,
      name: metadata.id,
      cells: new Map([[cellKey, cell]]),
      options: metadata.options ?? {},
    }
    this.#nextId += 1
    this.#calls.set(call.id, call)
    this.#byKey.set(key, call)
    const flags = (call.options.cancelable ? 1 : 0) | (call.options.stream ? 2 : 0)
    this.#outbox.push([call.id, metadata.id, parameters, this.#address(cell), flags] as unknown as object[])
    this.#schedule()
    return busy
  }

  /** Results from the add-in: they are kept and the cells that wait are worked out again. */
  take(results: InvocationResult[]): void {
    const cells: Call['cells'] = new Map()
    for (const { id, value, failed, errorCode } of results) {
      const call = this.#calls.get(id)
      if (!call) continue
      this.#results.set(call.key, failed ? this.#errorValue(value, errorCode) : resultValue(value))
      for (const [key, cell] of call.cells) cells.set(key, cell)
      if (call.options.stream) continue
      this.#calls.delete(id)
      this.#byKey.delete(call.key)
    }
    this.#recalculate(cells)
  }

  #errorValue(value: unknown, errorCode: number | undefined): string {
    const text = errorTexts[errorCode ?? 7] ?? '#VALUE!'
    if (typeof value === 'string' && value !== '') this.messages.set(text, value)
    return text
  }

  #release(key: string, cellKey: string): void {
    const call = this.#byKey.get(key)
    if (!call) return
    call.cells.delete(cellKey)
    if (call.cells.size > 0) return
    this.#calls.delete(call.id)
    this.#byKey.delete(key)
    this.#results.delete(key)
    if (call.options.cancelable || call.options.stream)
      this.#book.events.post(messageCategory.customFunction, cancel, '', { invocationId: call.id })
  }

  #schedule(): void {
    if (!this.#ready || this.#scheduled || this.#outbox.length === 0) return
    this.#scheduled = true
    // One turn of the loop gathers all calls of a calculation.
    setTimeout(() => {
      this.#scheduled = false
      const calls = this.#outbox.splice(0)
      this.statistics.calls += calls.length
      this.statistics.events += 1
      this.#book.events.postAll(
        calls.map(call => ({
          category: messageCategory.customFunction,
          type: invoke,
          target: '',
          payload: call,
        })),
      )
    })
  }

  #address(cell: { sheetId: string; row: number; column: number }): string {
    const sheet = this.#book.grid.workbook.getSheetBySheetId(cell.sheetId)
    return `${quoteSheetName(sheet?.getName() ?? '')}!${columnLetters(cell.column)}${cell.row + 1}`
  }

  #recalculate(cells: Call['cells']): void {
    recalculate(
      this.#book.grid,
      [...cells.values()].map(cell => ({ ...cell, rows: 1, columns: 1 })),
    )
  }
}

class AddinFunction extends BaseFunction {
  readonly #metadata: FunctionMetadata
  readonly #owner: CustomFunctions

  constructor(token: string, metadata: FunctionMetadata, owner: CustomFunctions) {
    super(token)
    this.#metadata = metadata
    this.#owner = owner
  }

  override isCustom(): boolean {
    return true
  }

  override calculateCustom(...values: FormulaFunctionValueType[]): FormulaFunctionResultValueType {
    return this.#owner.evaluate(this.#metadata, values, {
      sheetId: this.subUnitId ?? '',
      row: this.row,
      column: this.column,
    })
  }
}

function parameterValue(value: FormulaFunctionValueType | undefined, isMatrix: boolean): unknown {
  const plain = value ?? null
  if (Array.isArray(plain)) return isMatrix ? plain : ((plain[0] as unknown[] | undefined)?.[0] ?? null)
  return isMatrix ? [[plain]] : plain
}

function resultValue(value: unknown): FormulaFunctionResultValueType {
  if (Array.isArray(value)) return value as FormulaFunctionResultValueType
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  if (typeof value === 'object' && value !== null && 'basicValue' in value)
    return value.basicValue as FormulaFunctionResultValueType
  return value === null || value === undefined ? 0 : '#VALUE!'
}

/** Whether a cell shows that a function's result is still to come. */
export function isBusy(cell: ICellData | null | undefined): boolean {
  return cell?.v === busy && cell.t !== CellValueType.NUMBER
}
