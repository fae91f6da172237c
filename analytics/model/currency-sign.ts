const signs = new Map([
  ['CNY', '¥'],
  ['JPY', '¥'],
  ['EUR', '€'],
  ['USD', '$'],
  ['GBP', '£'],
])

/** The sign that people write before an amount of a currency; its code where it has none. */
export function currencySign(currency: string): string {
  return signs.get(currency) ?? currency
}
