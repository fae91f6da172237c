import type { Language } from '#model/contract.ts'
import type { LossGroup } from '#model/exchange-contract.ts'

/** Groups of what is not taken over, for people at a terminal. */
export function lossLines(groups: readonly LossGroup[], language: Language): string[] {
  return groups.flatMap(({ count, examples }) => {
    const shown = examples.map(({ place, text }) => `  ${place}${place === '' ? '' : ': '}${text}`)
    const rest = count - examples.length
    if (rest <= 0 || examples.length < 2) return shown
    return [...shown, language === 'zh' ? `  …… 共 ${count} 处` : `  ... ${count} in all`]
  })
}
