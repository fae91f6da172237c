import { Piscina } from 'piscina'
import type { ForecastKnowledge } from '#calc/forecast-knowledge.ts'
import type { HistoryLessons } from '#calc/history-lessons.ts'
import type { HistoryBacktest } from '#calc/track-record.ts'
import { packPlan } from '#model/packed-plan.ts'
import type { Plan } from '#model/plan.ts'
import type { BacktestTask, LearnTask } from './learning.worker.ts'

/** A worker that learns from finished projects and one that tests what was learned, so that a refresh never waits for a test. */
export class LearningPool {
  #pool: Piscina | null = null

  async makeLessons(plans: readonly Plan[]): Promise<HistoryLessons[]> {
    const packed = plans.map(packPlan)
    return (await this.#workers().run(
      packed.map(plan => plan.packed),
      { transferList: packed.flatMap(plan => plan.buffers), name: 'makeLessons' },
    )) as HistoryLessons[]
  }

  async learn(task: LearnTask): Promise<ForecastKnowledge> {
    return (await this.#workers().run(task, { name: 'learn' })) as ForecastKnowledge
  }

  async backtest(task: BacktestTask): Promise<HistoryBacktest> {
    return (await this.#workers().run(task, { name: 'backtest' })) as HistoryBacktest
  }

  async close(): Promise<void> {
    await this.#pool?.close({ force: true })
  }

  #workers(): Piscina {
    this.#pool ??= new Piscina({
      filename: new URL('./learning-worker.mjs', import.meta.url).href,
      minThreads: 0,
      maxThreads: 2,
      idleTimeout: 10_000,
    })
    return this.#pool
  }
}
