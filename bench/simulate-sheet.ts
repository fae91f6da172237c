/** A simulation with its results in the sheet: 10,000 runs of 2,000 activities with three-point estimates, from the request to the
 *  last row of the sheet of risk drivers in the workbench. Prints JSON per round; the fastest counts on a busy machine. */
import type { CellValue } from '#model/contract.ts'
import { parseMinute } from '#model/plan-time.ts'
import { startJourneyServer } from '../test/addin/support/journey-server.ts'
import { launchBrowser, openWorkbook } from '../test/addin/support/open-workbook.ts'

const activities = Number(process.argv[2] ?? 2000)
const runs = 10_000
const rounds = 3
const sheet = '风险敏感度'

const server = await startJourneyServer()
const browser = await launchBrowser()
try {
  const plan = { activity: makePlan(activities) }
  const projectId = await server.addProject('B1', plan, { dataDate: parseMinute('2026-03-02T08:00') })
  const book = await openWorkbook(browser, server.address)
  book.page.setDefaultTimeout(120_000)
  await book.signIn(await server.pair('owner', 'bench'))
  await book.chooseProject(/滨江一标段/)
  await book.insertSheets(['activity', 'simulationDriver'])
  await book.refresh()
  for (let round = 1; round <= rounds; round++) {
    const before = await shown()
    const began = performance.now()
    const job = await server.analytics.startSimulation({ name: 'bench', role: 'owner' }, projectId, {
      runs,
      seed: round,
      stopWhenStable: false,
    })
    await server.analytics.finishedJob(job.jobId)
    const simulatedMs = performance.now() - began
    const answer = await server.analytics.simulation(projectId)
    await sheetMoved(before)
    const inSheetMs = performance.now() - began
    const rows = (await book.values(sheet, 'A2:A6000')).filter(
      ([cell]) => cell !== '' && cell !== null,
    ).length
    console.log(
      JSON.stringify({
        bench: 'simulate-sheet',
        activities,
        runs: answer.runs,
        simulatedMs: Math.round(simulatedMs),
        inSheetMs: Math.round(inSheetMs),
        rowsInSheet: rows,
      }),
    )
  }

  /** Resolves when the sheet shows what it did not show before, and the pane has nothing more to write. */
  async function sheetMoved(before: string): Promise<void> {
    const deadline = performance.now() + 60_000
    while ((await shown()) === before) {
      if (performance.now() > deadline) throw new Error(`no results in ${sheet}: ${before.slice(0, 300)}`)
      await book.page.waitForTimeout(20)
    }
    await book.settled()
  }

  async function shown(): Promise<string> {
    return JSON.stringify(await book.text(sheet, 'A2:L12'))
  }
} finally {
  await browser.close()
  await server.stop()
}

/** Chains of 50 activities, each chain begun by the one before, with estimates around the planned duration. */
function makePlan(count: number): Record<string, CellValue>[] {
  const code = (i: number): string => `A${String(i).padStart(5, '0')}`
  return Array.from({ length: count }, (_, i) => {
    const duration = ((i % 20) + 1) * 480
    return {
      code: code(i),
      name: `工序 ${i}`,
      duration,
      optimisticDuration: duration * 0.8,
      mostLikelyDuration: duration,
      pessimisticDuration: Math.round(duration * (1.3 + (i % 7) / 10)),
      ...(i === 0 ? {} : { predecessors: i % 50 === 0 ? code(i - 50) : code(i - 1) }),
    }
  })
}
