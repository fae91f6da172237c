import { createServer } from 'node:net'
import { AppError } from '#model/problems.ts'

const firstPort = 3000
const portsTried = 100

/** The port that was asked for, else the first free one from 3000. Throws `port-taken`. */
export async function findPort(asked: number | null, host: string): Promise<number> {
  if (asked !== null) {
    if (asked !== 0 && !(await isFree(asked, host))) throw new AppError('port-taken', { port: asked })
    return asked
  }
  for (let port = firstPort; port < firstPort + portsTried; port++) if (await isFree(port, host)) return port
  throw new AppError('port-taken', { port: `${firstPort}–${firstPort + portsTried - 1}` })
}

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' || error.code === 'EACCES' ? resolve(false) : reject(error),
    )
    probe.listen(port, host, () => probe.close(() => resolve(true)))
  })
}
