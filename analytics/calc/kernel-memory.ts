/** Places in a kernel's memory, one behind the other. */
export class KernelLayout {
  bytes = 1024

  take(bytes: number): number {
    const place = this.bytes
    this.bytes = Math.ceil((place + bytes) / 16) * 16
    return place
  }
}

const pageBytes = 65_536
/** Places are signed in a kernel. */
const mostBytes = 2 ** 31 - pageBytes

/** Memory of at least so many bytes; null where that is more than a kernel can address. */
export function memoryOf(bytes: number): WebAssembly.Memory | null {
  return bytes > mostBytes ? null : new WebAssembly.Memory({ initial: Math.ceil(bytes / pageBytes) })
}

/** A kernel from its base64; null where there is no WebAssembly or a page does not allow it. */
export function compileKernel(base64: string): WebAssembly.Module | null {
  if (typeof WebAssembly !== 'object') return null
  try {
    return new WebAssembly.Module(Uint8Array.from(atob(base64), letter => letter.charCodeAt(0)))
  } catch (error) {
    if (error instanceof WebAssembly.CompileError || error instanceof EvalError) return null
    throw error
  }
}
