import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'

/** The workbook with every series of this name drawn as a line over the columns of its chart, which the writer of workbooks
 *  cannot do: it writes one kind of chart at a time. Charts without such a series stay as they are. */
export function drawLinesOverColumns(workbook: Uint8Array, seriesName: string): Uint8Array {
  const parts = unzipSync(workbook)
  for (const [path, bytes] of Object.entries(parts)) {
    if (!chartPath.test(path)) continue
    const xml = strFromU8(bytes)
    if (xml.includes('<c:barChart>')) parts[path] = strToU8(moveSeries(xml, seriesName))
  }
  return zipSync(parts, { level: 6, mtime: fixedTime })
}
const chartPath = /^xl\/charts\/chart\d+\.xml$/
/** The same data make the same bytes whenever. */
const fixedTime = '2020-01-01T00:00:00'

function moveSeries(xml: string, seriesName: string): string {
  const all = xml.match(/<c:ser>.*?<\/c:ser>/gs) ?? []
  const moved = all.filter(series => series.includes(`>${seriesName}<`))
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
