import { Inflate } from 'fflate'
import { AppError } from '#model/problems.ts'

export interface ZipEntry {
  name: string
  compressedSize: number
  size: number
}

const largestUnpackedMb = 500
/** Deflate cannot shrink data more than this. Source: zlib's technical details, "Maximum Compression Factor". */
const largestRatio = 1032
/** A sheet of equal cells shrinks a hundredfold; more than this, beyond the size where it does not matter, is no workbook. */
const suspectRatio = 400
const suspectSize = 50_000_000

/** The files inside a zip by its central directory, nothing unpacked to keep. Throws `file-truncated` when the directory or data it names
 *  are not there, and `file-too-large` for what unpacks to more than the limit, whether it says so or not.
 *  Source: PKWARE APPNOTE 6.3.10, 4.3. */
export function zipEntries(file: string, bytes: Uint8Array, limitMb = largestUnpackedMb): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endOfDirectory(view)
  if (end < 0) throw new AppError('file-truncated', { file, place: `${bytes.length} B` })
  const entries: (ZipEntry & { method: number; offset: number })[] = []
  let place = view.getUint32(end + 16, true)
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (place + 46 > bytes.length || view.getUint32(place, true) !== 0x02014b50)
      throw new AppError('file-truncated', { file, place: `${place} B` })
    const nameLength = view.getUint16(place + 28, true)
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(place + 46, place + 46 + nameLength)),
      method: view.getUint16(place + 10, true),
      compressedSize: view.getUint32(place + 20, true),
      size: view.getUint32(place + 24, true),
      offset: view.getUint32(place + 42, true),
    })
    place += 46 + nameLength + view.getUint16(place + 30, true) + view.getUint16(place + 32, true)
  }
  refuseTooLarge(file, entries, limitMb)
  for (const { offset, compressedSize, method } of entries) {
    const data = startOfData(view, offset)
    if (data < 0 || data + compressedSize > bytes.length)
      throw new AppError('file-truncated', { file, place: `${offset} B` })
    // The stated size may be a lie where the data are large enough to hide more.
    if (method === 8 && compressedSize * largestRatio > limitMb * 1_000_000)
      refuseHiddenSize(file, bytes.subarray(data, data + compressedSize), limitMb)
  }
  return entries.map(({ name, compressedSize, size }) => ({ name, compressedSize, size }))
}

/** True for bytes that begin like a zip. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4
}

/** The end record stands in the last 22 bytes, before a comment of up to 65,535. */
function endOfDirectory(view: DataView): number {
  for (let place = view.byteLength - 22; place >= Math.max(0, view.byteLength - 22 - 0xffff); place--)
    if (view.getUint32(place, true) === 0x06054b50) return place
  return -1
}

function startOfData(view: DataView, offset: number): number {
  if (offset + 30 > view.byteLength || view.getUint32(offset, true) !== 0x04034b50) return -1
  return offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true)
}

function refuseTooLarge(file: string, entries: readonly ZipEntry[], limitMb: number): void {
  const size = entries.reduce((sum, entry) => sum + entry.size, 0)
  const packed = entries.reduce((sum, entry) => sum + entry.compressedSize, 0)
  const isSuspect = size > suspectSize && size > packed * suspectRatio
  if (isSuspect || size > limitMb * 1_000_000) throw tooLarge(file, size, limitMb)
}

function refuseHiddenSize(file: string, packed: Uint8Array, limitMb: number): void {
  let size = 0
  const inflate = new Inflate(chunk => {
    size += chunk.length
    if (size > limitMb * 1_000_000) throw tooLarge(file, size, limitMb)
  })
  const step = 65536
  try {
    for (let place = 0; place < packed.length; place += step)
      inflate.push(packed.subarray(place, place + step), place + step >= packed.length)
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new AppError('file-unreadable', { file, reason }, { cause })
  }
}

function tooLarge(file: string, size: number, limit: number): AppError {
  return new AppError('file-too-large', { file, size: Math.round(size / 1_000_000), limit })
}
