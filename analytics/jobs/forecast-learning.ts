import {
  canServe,
  learnForecasts,
  learningSeed,
  lessonsForm,
  type ForecastKnowledge,
  type Learner,
} from '#calc/forecast-knowledge.ts'
import type { HistoryLessons } from '#calc/history-lessons.ts'
import type { FinishedProject } from '#store/read-history.ts'
import type { Store } from '#store/store.ts'
import { LearningPool } from './learning-pool.ts'

type Log = (event: Record<string, unknown>) => void

/** What forecasts know of finished projects. It is learned anew when one was finished, changed or imported, kept in the store as
 *  a numbered version, and tested on the finished projects themselves when nobody waits. */
export class ForecastLearning {
  readonly #store: Store
  readonly #pool = new LearningPool()
  readonly #now: () => string
  readonly #log: Log
  readonly #known = new Map<boolean, { marks: string; learned: Promise<Learned> }>()
  readonly #tests = new Map<number, Promise<void>>()
  #isClosed = false

  constructor(store: Store, { now, log }: { now: () => string; log: Log }) {
    this.#store = store
    this.#now = now
    this.#log = log
  }

  /** What the finished projects that may serve a project teach: all that was learned, or all but its own family. A version not
   *  tested yet is tested meanwhile, so that the next look at the forecast has its record. */
  async knowledgeFor(learner: Learner): Promise<ForecastKnowledge> {
    const { history, knowledge } = await this.#learn(learner.isSample)
    this.begin(learner.isSample)
    const isForeign = history.every(project => canServe(project, learner) || project.lessons.length === 0)
    if (isForeign) return knowledge
    return this.#pool.learn({ history: JSON.stringify(history), learner, version: knowledge.version })
  }

  /** Learns and tests ahead of the next refresh; failures are logged, since the next refresh will meet them again. */
  begin(forSamples = false): void {
    this.#test(forSamples).catch((error: unknown) => {
      if (!this.#isClosed) this.#log({ event: 'learningFailed', error: String(error) })
    })
  }

  /** Resolves when the newest version has been tested; gives its number, null where there is nothing to test on. */
  async tested(forSamples: boolean): Promise<number | null> {
    return this.#test(forSamples)
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await this.#pool.close()
    await Promise.allSettled([
      ...[...this.#known.values()].map(known => known.learned),
      ...this.#tests.values(),
    ])
  }

  async #learn(forSamples: boolean): Promise<Learned> {
    const marks = await this.#store.finishedMarks()
    const known = this.#known.get(forSamples)
    if (known?.marks === marks) return known.learned
    const learned = this.#learnAnew(forSamples, marks)
    this.#known.set(forSamples, { marks, learned })
    learned.catch(() => this.#known.delete(forSamples))
    return learned
  }

  async #learnAnew(forSamples: boolean, marks: string): Promise<Learned> {
    const history = (await this.#history()).filter(project => forSamples || !project.isSample)
    const stored = await this.#store.newestForecastModel(forSamples)
    if (
      stored &&
      stored.historyMarks === marks &&
      stored.form === lessonsForm &&
      stored.seed === learningSeed
    ) {
      const knowledge = JSON.parse(stored.knowledge) as ForecastKnowledge
      return { history, knowledge: { ...knowledge, version: stored.version } }
    }
    const everyone = { projectId: null, family: null, isSample: forSamples }
    if (history.length === 0) return { history, knowledge: learnForecasts([], everyone) }
    const knowledge = await this.#pool.learn({
      history: JSON.stringify(history),
      learner: everyone,
      version: null,
    })
    const version = await this.#store.write(tx =>
      tx.addForecastModel({
        forSamples,
        learnedAt: this.#now(),
        seed: learningSeed,
        form: lessonsForm,
        historyMarks: marks,
        projects: knowledge.available,
        learnedFrom: JSON.stringify(knowledge.projects.map(({ projectId, code }) => ({ projectId, code }))),
        knowledge: JSON.stringify(knowledge),
      }),
    )
    return { history, knowledge: { ...knowledge, version } }
  }

  /** Lessons of every finished project; those of new or changed ones are made from their whole plans, a few at a time. */
  async #history(): Promise<HistoryLessons[]> {
    const finished = await this.#store.finishedProjects()
    const made = new Map<string, HistoryLessons>()
    const stale = finished.filter(isStale)
    for (let from = 0; from < stale.length; from += plansAtOnce) {
      const some = stale.slice(from, from + plansAtOnce)
      const plans = await this.#store.readPlans(some.map(project => project.projectId))
      const fresh = await this.#pool.makeLessons(plans)
      fresh.forEach(lessons => made.set(lessons.projectId, lessons))
      await this.#store.write(tx =>
        tx.putLessons(
          some.map(({ projectId, change, snapshots }) => ({
            projectId,
            fromChange: change,
            snapshots,
            form: lessonsForm,
            lessons: JSON.stringify(made.get(projectId)),
          })),
        ),
      )
    }
    return finished.map(project => made.get(project.projectId) ?? parseLessons(project))
  }

  async #test(forSamples: boolean): Promise<number | null> {
    const { history, knowledge } = await this.#learn(forSamples)
    const { version } = knowledge
    if (version === null || knowledge.model.withStatuses === null) return null
    if ((await this.#store.trackRecord(version)) !== null) return version
    let running = this.#tests.get(version)
    if (!running) {
      running = this.#runTest(version, history, knowledge)
      this.#tests.set(version, running)
    }
    await running
    return version
  }

  async #runTest(version: number, history: HistoryLessons[], knowledge: ForecastKnowledge): Promise<void> {
    try {
      const { trackRecord, scores } = await this.#pool.backtest({
        history: JSON.stringify(history),
        model: knowledge.model,
      })
      await this.#store.write(tx => tx.putBacktest(version, JSON.stringify(trackRecord), scores))
    } finally {
      this.#tests.delete(version)
    }
  }
}

interface Learned {
  history: HistoryLessons[]
  knowledge: ForecastKnowledge
}

const plansAtOnce = 20

function isStale(project: FinishedProject): boolean {
  return (
    project.lessons === null ||
    project.lessonsForm !== lessonsForm ||
    project.lessonsFromChange !== project.change ||
    project.lessonsFromSnapshots !== project.snapshots
  )
}

function parseLessons({ lessons, code, name, family, isSample }: FinishedProject): HistoryLessons {
  return { ...(JSON.parse(lessons as string) as HistoryLessons), code, name, family, isSample }
}
