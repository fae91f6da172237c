import { expect } from 'vitest'
import type { WorkbenchApi } from '#workbench/test-api.ts'
import type { OpenWorkbench } from './browser.ts'

/** A batch as an add-in writes it. */
export type Batch = (context: Excel.RequestContext) => Promise<unknown>

/** Runs a batch in the add-in; gives what it returns, or its error's code, message and location. */
export function run<T>({ addin }: OpenWorkbench, batch: Batch | string): Promise<T> {
  return addin.evaluate(`(async () => {
    try { return await Excel.run(${batch.toString()}) }
    catch (error) { return { code: error.code, message: error.message, location: error.debugInfo?.errorLocation } }
  })()`) as Promise<T>
}

/** Uses the page's test API. */
export function bench<T>(
  { page }: OpenWorkbench,
  use: (workbench: WorkbenchApi) => T | Promise<T>,
): Promise<T> {
  return page.evaluate(`(${use.toString()})(window.workbench)`) as Promise<T>
}

/** Polls until the expectation holds. */
export function soon<T>(read: () => Promise<T>) {
  return expect.poll(read, { timeout: 15_000, interval: 50 })
}

/** Evaluates an expression in the add-in's page. */
export function inAddin<T>({ addin }: OpenWorkbench, expression: string): Promise<T> {
  return addin.evaluate(expression) as Promise<T>
}
