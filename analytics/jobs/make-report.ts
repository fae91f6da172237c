import type { Language } from '#model/contract.ts'
import { makeTrendWorkbook } from '#report/trend-workbook.ts'
import type { TrendData } from '#report/trend-data.ts'
import type { Store } from '#store/store.ts'
import { readTrendData } from './read-trend-data.ts'

/** The trend workbook of projects, from one moment of the store; in the order asked for, each once. Throws `project-unknown`. */
export async function makeReport(
  store: Store,
  projectIds: readonly string[],
  language: Language,
): Promise<{ bytes: Uint8Array; sheets: string[]; charts: number }> {
  const data = await store.read(async reader => {
    const found: TrendData[] = []
    for (const projectId of new Set(projectIds)) found.push(await readTrendData(reader, projectId))
    return found
  })
  return makeTrendWorkbook(data, language)
}
