/** Draws the ribbon icons into `icons/`: `node test/addin/draw-icons.mjs`. Committed as drawn. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32, deflateSync } from 'node:zlib'

const folder = join(import.meta.dirname, '../../addin/assets/icons')
const blue = [15, 108, 189]
const orange = [196, 89, 17]
const dark = [122, 53, 3]
const grey = [97, 97, 97]
const green = [14, 122, 61]

/** Shapes on a 32 × 32 board: the colour of a point, or null. The last that covers a point wins. */
const plumbLine = [box(7, 2, 25, 5, blue), box(15, 4, 17, 15, blue), bob()]
const icons = {
  plumbline: plumbLine,
  refresh: [
    ring(15, 16, 11, 8, blue, 0.35),
    arrow(26, 8, 7, blue),
    box(14.4, 10, 16.6, 18, orange),
    box(14.4, 16, 20, 18.2, orange),
  ],
  sync: [
    ring(16, 16, 12, 9, blue, 0.2, 0.5),
    ring(16, 16, 12, 9, green, 0.7, 1),
    arrow(28, 15, 6, blue, 1),
    arrow(4, 17, 6, green, -1),
  ],
  insert: [
    box(3, 5, 29, 27, grey),
    box(5, 11, 27, 25, [255, 255, 255]),
    box(5, 15, 27, 16, grey),
    box(5, 20, 27, 21, grey),
    box(12, 11, 13, 25, grey),
    disc(24, 24, 7.5, green),
    box(20, 23, 28, 25, [255, 255, 255]),
    box(23, 20, 25, 28, [255, 255, 255]),
  ],
  trend: [
    box(3, 4, 5.4, 28, grey),
    box(3, 26, 29, 28.4, grey),
    stroke([7, 22, 14, 16, 19, 19, 28, 7], 1.6, blue),
    disc(14, 16, 2.4, orange),
    disc(19, 19, 2.4, orange),
    disc(28, 7, 2.6, orange),
  ],
}

mkdirSync(folder, { recursive: true })
for (const [name, shapes] of Object.entries(icons))
  for (const size of [16, 32, 64, 80])
    writeFileSync(join(folder, `${name}-${size}.png`), png(draw(shapes, size), size))

/** Each pixel is the mean of 8 × 8 points, so that edges are smooth. */
function draw(shapes, size) {
  const pixels = Buffer.alloc(size * size * 4)
  const points = 8
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      const sum = [0, 0, 0, 0]
      for (let i = 0; i < points; i++)
        for (let j = 0; j < points; j++) {
          const px = ((x + (i + 0.5) / points) * 32) / size
          const py = ((y + (j + 0.5) / points) * 32) / size
          const color = shapes.reduce((found, shape) => shape(px, py) ?? found, null)
          if (color) color.forEach((part, k) => (sum[k] += part))
          if (color) sum[3]++
        }
      const at = (y * size + x) * 4
      for (let k = 0; k < 3; k++) pixels[at + k] = sum[3] ? Math.round(sum[k] / sum[3]) : 0
      pixels[at + 3] = Math.round((sum[3] / points ** 2) * 255)
    }
  return pixels
}

function box(left, top, right, bottom, color) {
  return (x, y) => (x >= left && x < right && y >= top && y < bottom ? color : null)
}
function disc(cx, cy, radius, color) {
  return (x, y) => (Math.hypot(x - cx, y - cy) <= radius ? color : null)
}
/** An arc from `from` to `to` turns clockwise, counted from the top. */
function ring(cx, cy, outer, inner, color, from = 0, to = 1.15) {
  return (x, y) => {
    const distance = Math.hypot(x - cx, y - cy)
    const turn = (((Math.atan2(x - cx, cy - y) / (2 * Math.PI)) % 1) + 1) % 1
    const isIn = (turn >= from && turn <= to) || turn + 1 <= to
    return distance <= outer && distance >= inner && isIn ? color : null
  }
}
/** A triangle that points down (1) or up (-1). */
function arrow(cx, cy, half, color, way = 1) {
  return (x, y) => {
    const depth = (y - cy) * way + half / 2
    return depth >= 0 && depth <= half && Math.abs(x - cx) <= half - depth ? color : null
  }
}
function stroke(corners, half, color) {
  return (x, y) => {
    for (let i = 0; i + 3 < corners.length; i += 2) {
      const [ax, ay, bx, by] = corners.slice(i, i + 4)
      const along = Math.max(
        0,
        Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2)),
      )
      if (Math.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay)) <= half) return color
    }
    return null
  }
}
function bob() {
  return (x, y) => {
    if (y < 14 || y > 30) return null
    const half = y < 19 ? 5.5 : 5.5 * (1 - (y - 19) / 11)
    if (Math.abs(x - 16) > half) return null
    return y < 17 ? dark : orange
  }
}

function png(pixels, size) {
  const lines = Buffer.alloc(size * (size * 4 + 1))
  for (let y = 0; y < size; y++) pixels.copy(lines, y * (size * 4 + 1) + 1, y * size * 4, (y + 1) * size * 4)
  const head = Buffer.alloc(13)
  head.writeUInt32BE(size, 0)
  head.writeUInt32BE(size, 4)
  head.set([8, 6, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(checksum(body))
  return Buffer.concat([length, body, sum])
}
/** `zlib.crc32` came with Node 20.15. */
function checksum(bytes) {
  return crc32(bytes) >>> 0
}
