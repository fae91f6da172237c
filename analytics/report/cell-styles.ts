import type { CellStyle } from 'hucre/xlsx'

/** Colours by meaning, hex without '#'. */
export const colours = {
  redHead: 'C00000',
  ink: '1F2933',
  quiet: '5F6B7A',
  line: 'BFC7D1',
  headFill: 'E8EDF3',
  planned: '8A94A3',
  earned: '1F6FB2',
  actual: 'D9601A',
  p50: '2E8B57',
  cone: '8FBF9F',
  p80: 'B8860B',
  one: '5F6B7A',
  grid: 'DDE2E8',
  good: '1E8E3E',
  watch: 'B26A00',
  bad: 'C5221F',
  goodFill: 'E3F4E7',
  watchFill: 'FFF1D6',
  badFill: 'FBE3E1',
} as const

const font = 'Microsoft YaHei'
const thin = { style: 'thin', color: { rgb: colours.line } } as const
const box = { top: thin, bottom: thin, left: thin, right: thin }

export const styles = {
  redHead: {
    font: { name: 'SimSun', size: 26, bold: true, color: { rgb: colours.redHead } },
    alignment: { horizontal: 'center', vertical: 'center', shrinkToFit: true },
  },
  redRule: { border: { bottom: { style: 'thick', color: { rgb: colours.redHead } } } },
  coverProject: {
    font: { name: 'SimSun', size: 16, bold: true, color: { rgb: colours.ink } },
    alignment: { horizontal: 'center', vertical: 'center', shrinkToFit: true },
  },
  coverLine: {
    font: { name: font, size: 10, color: { rgb: colours.quiet } },
    alignment: { horizontal: 'center', vertical: 'center', shrinkToFit: true },
  },
  title: {
    font: { name: font, size: 16, bold: true, color: { rgb: colours.ink } },
    alignment: { vertical: 'center' },
  },
  subtitle: {
    font: { name: font, size: 10, color: { rgb: colours.quiet } },
    alignment: { vertical: 'center' },
  },
  heading: {
    font: { name: font, size: 11, bold: true, color: { rgb: colours.redHead } },
    border: { bottom: { style: 'medium', color: { rgb: colours.redHead } } },
    alignment: { vertical: 'center' },
  },
  head: {
    font: { name: font, size: 10, bold: true, color: { rgb: colours.ink } },
    fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: colours.headFill } },
    alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
    border: box,
  },
  text: {
    font: { name: font, size: 10, color: { rgb: colours.ink } },
    alignment: { horizontal: 'left', vertical: 'center', wrapText: true, indent: 1 },
    border: box,
  },
  plain: { font: { name: font, size: 10, color: { rgb: colours.ink } }, alignment: { vertical: 'center' } },
  contents: {
    font: { name: font, size: 9, color: { rgb: colours.quiet } },
    alignment: { vertical: 'center', shrinkToFit: true },
  },
  link: {
    font: { name: font, size: 10, underline: true, color: { rgb: colours.earned } },
    alignment: { vertical: 'center' },
  },
  sentence: {
    font: { name: font, size: 11, color: { rgb: colours.ink } },
    alignment: { vertical: 'top', wrapText: true },
  },
  note: {
    font: { name: font, size: 9, color: { rgb: colours.quiet } },
    alignment: { vertical: 'top', wrapText: true },
  },
} as const satisfies Record<string, CellStyle>

/** A bordered number cell. */
export function numberStyle(numFmt: string, isBold = false): CellStyle {
  return {
    font: { name: font, size: 10, bold: isBold, color: { rgb: colours.ink } },
    alignment: { horizontal: 'right', vertical: 'center' },
    border: box,
    numFmt,
  }
}

export type Light = 'green' | 'amber' | 'red' | 'unknown'

/** A cell that says a light in colour; its text says it too. */
export function lightStyle(light: Light): CellStyle {
  const [ink, fill] = lightColours[light]
  return {
    font: { name: font, size: 11, bold: true, color: { rgb: ink } },
    fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: fill } },
    alignment: { horizontal: 'center', vertical: 'center', shrinkToFit: true },
    border: box,
  }
}
const lightColours: Record<Light, [string, string]> = {
  green: [colours.good, colours.goodFill],
  amber: [colours.watch, colours.watchFill],
  red: [colours.bad, colours.badFill],
  unknown: [colours.quiet, colours.headFill],
}
/** What is drawn before the text of a light, so that it reads without colour. */
export const lightMarks: Record<Light, string> = { green: '●', amber: '▲', red: '■', unknown: '○' }

export const dateFormat = 'yyyy-mm-dd'
export const indexFormat = '0.000'
