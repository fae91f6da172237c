/** Excel takes text that begins so for a formula. Source: OWASP, "CSV Injection". */
const dangerous = /^[=+\-@\t\r']/

/** A text as a cell of a .csv file that no program runs as a formula: an apostrophe before a sign that would begin one. Read back by
 *  `readCsvCell`, which is why an apostrophe of the text itself gets one too. */
export function safeCsvCell(text: string): string {
  return dangerous.test(text) ? `'${text}` : text
}

/** The text that `safeCsvCell` made a cell of; other cells as they are. */
export function readCsvCell(cell: string): string {
  return cell.startsWith("'") && dangerous.test(cell.slice(1)) ? cell.slice(1) : cell
}
