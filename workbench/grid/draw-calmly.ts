import type { Univer } from '@univerjs/core'
import { IRenderManagerService } from '@univerjs/preset-sheets-core'

/** How long after a batch the next one is expected, and how often the screen is drawn while they come. */
const batchGapMs = 120
const frameGapMs = 400

/**
 * Draws the grid a few times a second while batches of an add-in follow each other, and at once when they pause: every batch
 * that changes many cells would otherwise cost a whole picture before the next one may begin. Call the result after each batch.
 */
export function drawCalmly(univer: Univer, unitId: string): () => void {
  let busyUntil = 0
  let drawnAt = 0
  let isWatching = false
  const watch = (): void => {
    const scene = univer.__getInjector().get(IRenderManagerService).getRenderById(unitId)?.scene
    if (!scene) return
    isWatching = true
    const draw = scene.render.bind(scene)
    scene.render = context => {
      const now = performance.now()
      if (now < busyUntil && now - drawnAt < frameGapMs) return
      drawnAt = now
      draw(context)
    }
  }
  return () => {
    if (!isWatching) watch()
    busyUntil = performance.now() + batchGapMs
  }
}
