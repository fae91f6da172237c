import { writeFileSync } from 'node:fs'

/** A Vitest reporter: writes the counts, the skipped tests with their notes and the errors outside tests to TALLY_FILE. */
export default class TallyReporter {
  onTestRunEnd(modules, errors) {
    const tally = {
      passed: 0,
      failed: errors.length,
      skipped: [],
      loose: errors.map(error => error.message ?? String(error)),
    }
    for (const module of modules) {
      tally.failed += module.errors().length
      for (const suite of module.children.allSuites()) tally.failed += suite.errors().length
      for (const test of module.children.allTests()) count(test, module, tally)
    }
    writeFileSync(process.env.TALLY_FILE, JSON.stringify(tally))
  }
}

function count(test, module, tally) {
  const { state, note } = test.result()
  if (state === 'passed') tally.passed++
  else if (state === 'failed') tally.failed++
  else
    tally.skipped.push(
      `${module.relativeModuleId ?? module.moduleId} > ${test.fullName}${note ? `: ${note}` : ''}`,
    )
}
