import type { CostAccount } from '#model/entities/cost-account.ts'

/** Finds the cost account of a WBS code: the account whose own WBS is the longest prefix of it. Returns the account's
 *  index in the list, -1 where none covers the code. A prefix ends at a separator (1.2 covers 1.2.3, never 1.20) or,
 *  in bill codes of digits only, at a level of GB 50500 (2, 4, 6, 9 or 12 digits). Of two accounts with one WBS the first counts. */
export function makeCostAccountFinder(accounts: readonly CostAccount[]): (wbs: string | null) => number {
  const accountOf = new Map<string, number>()
  accounts.forEach((account, index) => {
    const code = account.wbs?.trim()
    if (code && !accountOf.has(code)) accountOf.set(code, index)
  })
  const found = new Map<string, number>()
  return wbs => {
    if (wbs === null || accountOf.size === 0) return -1
    const known = found.get(wbs)
    if (known !== undefined) return known
    const index = longestPrefix(wbs.trim(), accountOf)
    found.set(wbs, index)
    return index
  }
}

/** True when the WBS code is the prefix itself or lies below it. */
export function isBelowWbs(code: string, prefix: string): boolean {
  return code === prefix || (code.startsWith(prefix) && endsLevel(code, prefix.length))
}

function longestPrefix(code: string, accountOf: Map<string, number>): number {
  for (let length = code.length; length > 0; length--) {
    const index = accountOf.get(code.slice(0, length))
    if (index !== undefined && (length === code.length || endsLevel(code, length))) return index
  }
  return -1
}

function endsLevel(code: string, length: number): boolean {
  if (!wordCharacter.test(code.charAt(length)) || !wordCharacter.test(code.charAt(length - 1))) return true
  return billCode.test(code) && billLevels.has(length)
}
const wordCharacter = /[\p{L}\p{N}]/u
const billCode = /^\d{6,12}$/
const billLevels = new Set([2, 4, 6, 9])
