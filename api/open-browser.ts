import { describeCause } from '#model/describe-cause.ts'
import { spawn } from 'node:child_process'
import { platform } from 'node:os'
import { AppError } from '#model/problems.ts'

/** A program still running by then is the browser itself. */
const settledAfterMs = 3_000

/** Opens an address in the person's browser and does not wait for it. Throws `browser-not-opened`. */
export function openBrowser(address: string): Promise<void> {
  const [program, parameters] = opener(address)
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, { stdio: 'ignore', detached: true })
    child.once('error', cause =>
      reject(new AppError('browser-not-opened', { address, reason: describeCause(cause) }, { cause })),
    )
    child.once('exit', code => {
      if (code === 0) resolve()
      else reject(new AppError('browser-not-opened', { address, reason: `${program}: ${code}` }))
    })
    setTimeout(resolve, settledAfterMs).unref()
    child.unref()
  })
}

function opener(address: string): [program: string, parameters: string[]] {
  switch (platform()) {
    case 'win32':
      return ['rundll32.exe', ['url.dll,FileProtocolHandler', address]]
    case 'darwin':
      return ['open', [address]]
    default:
      return ['xdg-open', [address]]
  }
}
