const plain = /^\d+(\.\d+)?$|^\.\d+$/
const commaGroups = /^\d{1,3}(,\d{3})+(\.\d+)?$/
const spaceGroups = /^\d{1,3}([  ]\d{3})+(\.\d+)?$/
const dotGroups = /^\d{1,3}(\.\d{3})+,\d+$|^\d{1,3}(\.\d{3}){2,}$/
const exponent = /^\d+(\.\d+)?e[+-]?\d{1,3}$/i

/** The number a text says, in the ways Chinese and English offices write it: full-width digits, `1,234.5`, `1 234.5`, `(12)` for
 *  minus 12. `1.234,5` is read because it can mean one thing only; `1,5` could be a slip of either style and is refused. Null when it is no number. */
export function parseNumberText(text: string): number | null {
  const folded = foldWidth(text)
  const bracketed = /^\((.+)\)$/.exec(folded)
  const sign = /^[+-]/.exec(folded)?.[0] ?? ''
  const digits = (bracketed?.[1] ?? folded.slice(sign.length)).trim()
  const unsigned = unsignedNumber(digits)
  if (unsigned === null || !Number.isFinite(unsigned)) return null
  return (sign === '-' || bracketed) && unsigned !== 0 ? -unsigned : unsigned
}

function unsignedNumber(digits: string): number | null {
  if (plain.test(digits) || exponent.test(digits)) return Number(digits)
  if (commaGroups.test(digits)) return Number(digits.replaceAll(',', ''))
  if (spaceGroups.test(digits)) return Number(digits.replace(/[  ]/g, ''))
  if (dotGroups.test(digits)) return Number(digits.replaceAll('.', '').replace(',', '.'))
  return null
}

/** Full-width letters, digits and signs as their ordinary ones, minus signs as `-`, spaces at the ends cut off. */
export function foldWidth(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[−‐‑–]/g, '-')
    .trim()
}
