import type { CellValue } from '#model/contract.ts'
import { parseMinute } from '#model/plan-time.ts'
import { startJourneyServer } from '../test/addin/support/journey-server.ts'
import { launchBrowser, openWorkbook } from '../test/addin/support/open-workbook.ts'

/**
 * A refresh in the workbench: 200 typed durations pushed, the plan recalculated, results pulled and written back. Grid and
 * add-in share one thread; the browser says which page a long task was of.
 */
const sizes = process.argv.slice(2).map(Number)
const edits = 200
/** Seen from the add-in's page a long task of its own is called `self`, one of the grid `same-origin-ancestor`. */
const watchTasks = `(() => {
  window.longTasks = []
  new PerformanceObserver(list => {
    for (const { name, duration } of list.getEntries()) window.longTasks.push({ name, ms: Math.round(duration) })
  }).observe({ type: 'longtask', buffered: false })
})()`

for (const activities of sizes.length > 0 ? sizes : [2_000, 10_000]) {
  const server = await startJourneyServer()
  const browser = await launchBrowser()
  try {
    await server.addProject(
      'B1',
      { activity: makePlan(activities) },
      { dataDate: parseMinute('2026-03-02T08:00') },
    )
    const book = await openWorkbook(browser, server.address)
    book.page.setDefaultTimeout(300_000)
    await book.signIn(await server.pair('owner', 'bench'))
    await book.chooseProject(/滨江一标段/)
    const inserted = performance.now()
    await book.insertSheets(['activity'])
    const insertMs = performance.now() - inserted
    await book.refresh()
    const duration = await book.column('进度计划', '工期(天)')
    await book.paste(
      '进度计划',
      `${duration}10`,
      Array.from({ length: edits }, (_, i) => [(i % 40) + 41]),
    )
    const frame = book.page.frames().find(candidate => candidate.url().includes('taskpane'))
    await frame?.evaluate(watchTasks)
    const statistics = () =>
      book.page.evaluate('window.workbench.statistics()') as Promise<{
        batches: number
        milliseconds: number
      }>
    const before = await statistics()
    const began = performance.now()
    await book.refresh()
    const refreshMs = performance.now() - began
    const after = await statistics()
    const tasks = (await frame?.evaluate('window.longTasks')) as { name: string; ms: number }[]
    const own = tasks.filter(({ name }) => name === 'self').map(({ ms }) => ms)
    const others = tasks.filter(({ name }) => name !== 'self').map(({ ms }) => ms)
    process.stdout.write(
      `${JSON.stringify({
        bench: 'refresh',
        activities,
        edits,
        insertMs: Math.round(insertMs),
        refreshMs: Math.round(refreshMs),
        excelBatches: after.batches - before.batches,
        excelMs: Math.round(after.milliseconds - before.milliseconds),
        addinTasksOver200Ms: own.filter(ms => ms >= 200).length,
        longestAddinTaskMs: Math.max(0, ...own),
        longestGridTaskMs: Math.max(0, ...others),
        receipt: (await book.pane.locator('[data-receipt]').innerText()).split('\n').slice(2),
      })}\n`,
    )
  } finally {
    await browser.close()
    await server.stop()
  }
}

/** Chains of 50 activities, each chain begun by the one before: realistic depth, one link and a bit per activity. */
function makePlan(count: number): Record<string, CellValue>[] {
  const code = (i: number): string => `A${String(i).padStart(5, '0')}`
  return Array.from({ length: count }, (_, i) => ({
    code: code(i),
    name: `工序 ${i}`,
    duration: ((i % 20) + 1) * 480,
    ...(i === 0 ? {} : { predecessors: i % 50 === 0 ? code(i - 50) : code(i - 1) }),
  }))
}
