/** Records of comma-separated text, each as its cells: quotes may hold commas, line breaks and doubled quotes; a byte order
 *  mark and blank lines are passed over. An open quote at the end gives `closed: false`. Source: RFC 4180. */
export function parseCsv(text: string): { records: string[][]; closed: boolean } {
  const records: string[][] = []
  let record: string[] = []
  let place = text.charCodeAt(0) === 0xfeff ? 1 : 0
  while (place < text.length) {
    if (text.charCodeAt(place) === quote) {
      const quoted = readQuoted(text, place + 1)
      record.push(quoted.cell)
      place = quoted.end
      if (!quoted.closed) return { records: [...records, record], closed: false }
    } else {
      const end = endOfCell(text, place)
      record.push(text.slice(place, end))
      place = end
    }
    if (text.charCodeAt(place) === comma) {
      place++
      if (place === text.length || isLineEnd(text.charCodeAt(place))) record.push('')
      else continue
    }
    if (record.length > 1 || record[0] !== '') records.push(record)
    record = []
    if (text.charCodeAt(place) === carriageReturn) place++
    if (text.charCodeAt(place) === lineFeed) place++
  }
  return { records, closed: true }
}

const quote = 34
const comma = 44
const lineFeed = 10
const carriageReturn = 13

function endOfCell(text: string, from: number): number {
  let place = from
  while (place < text.length) {
    const character = text.charCodeAt(place)
    if (character === comma || isLineEnd(character)) break
    place++
  }
  return place
}

function isLineEnd(character: number): boolean {
  return character === lineFeed || character === carriageReturn
}

function readQuoted(text: string, from: number): { cell: string; end: number; closed: boolean } {
  let cell = ''
  let place = from
  for (;;) {
    const end = text.indexOf('"', place)
    if (end < 0) return { cell: cell + text.slice(place), end: text.length, closed: false }
    cell += text.slice(place, end)
    if (text.charCodeAt(end + 1) !== quote) {
      const rest = endOfCell(text, end + 1)
      return { cell: cell + text.slice(end + 1, rest), end: rest, closed: true }
    }
    cell += '"'
    place = end + 2
  }
}
