import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { colours } from './cell-styles.ts'

/** The workbook with its charts finished where the writer of workbooks has no way to say it: straight lines between points
 *  (absent, LibreOffice smooths them), pale grid lines, labels that do not break, and every series of `lineName` drawn as a line over the
 *  columns of its chart, since the writer knows one kind of chart at a time. */
export function finishCharts(workbook: Uint8Array, lineName: string): Uint8Array {
  const parts = unzipSync(workbook)
  for (const [path, bytes] of Object.entries(parts)) {
    if (!chartPath.test(path)) continue
    parts[path] = strToU8(moveLines(turnLabels(paleGrid(straighten(strFromU8(bytes)))), lineName))
  }
  return zipSync(parts, { level: 6, mtime: fixedTime })
}
const chartPath = /^xl\/charts\/chart\d+\.xml$/
/** Parts of a workbook carry no time of their own. */
const fixedTime = '2020-01-01T00:00:00'

function straighten(xml: string): string {
  return xml.includes('<c:scatterChart>')
    ? xml.replaceAll('</c:yVal></c:ser>', '</c:yVal><c:smooth val="0"/></c:ser>')
    : xml
}

function paleGrid(xml: string): string {
  const pale = `<c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="${colours.grid}"/></a:solidFill></a:ln></c:spPr>`
  return xml.replaceAll('<c:majorGridlines/>', `<c:majorGridlines>${pale}</c:majorGridlines>`)
}

/** Labels of columns stand level; those of the many weeks, which name some tick marks only, stand aslant. */
function turnLabels(xml: string): string {
  return xml.replace(/<c:catAx>.*?<\/c:catAx>/s, axis =>
    axis.replace(
      '<c:txPr><a:bodyPr/>',
      `<c:txPr><a:bodyPr rot="${xml.includes('<c:auto val="0"/>') ? -2700000 : 0}" vert="horz"/>`,
    ),
  )
}

function moveLines(xml: string, lineName: string): string {
  if (!xml.includes('<c:barChart>')) return xml
  const all = xml.match(/<c:ser>.*?<\/c:ser>/gs) ?? []
  const moved = all.filter(series => series.includes(`>${lineName}<`))
  if (moved.length === 0) return xml
  const axes = (xml.match(/<c:axId val="\d+"\/>/g) ?? []).slice(0, 2).join('')
  const lines = moved.map(asLine).join('')
  const kept = moved.reduce((rest, series) => rest.replace(series, ''), xml)
  const chart = `<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>${lines}<c:marker val="1"/>${axes}</c:lineChart>`
  return kept.replace('</c:barChart>', `</c:barChart>${chart}`)
}

/** A column series as a line series: its fill becomes the colour of a line without markers. */
function asLine(series: string): string {
  const colour = /<a:srgbClr val="([0-9A-F]{6})"/i.exec(series)?.[1] ?? '000000'
  const line = `<c:spPr><a:ln w="25400" cap="rnd"><a:solidFill><a:srgbClr val="${colour}"/></a:solidFill></a:ln></c:spPr><c:marker><c:symbol val="none"/></c:marker>`
  return series
    .replace(/<c:spPr>.*?<\/c:spPr>/s, line)
    .replace(/<c:invertIfNegative[^>]*\/>/, '')
    .replace('</c:ser>', '<c:smooth val="0"/></c:ser>')
}
