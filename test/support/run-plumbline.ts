import { type ChildProcess, spawn } from 'node:child_process'
import { dirname, join } from 'node:path'

const root = dirname(dirname(import.meta.dirname))

export interface Finished {
  code: number | null
  stdout: string
  stderr: string
}

/** The real `plumbline` program; its home is the given folder, its language English unless the environment says otherwise. */
export function runPlumbline(
  parameters: string[],
  dataFolder: string,
  environment: Record<string, string> = {},
): { child: ChildProcess; finished: Promise<Finished>; printed: (pattern: RegExp) => Promise<string> } {
  const child = spawn(
    process.execPath,
    ['--import', import.meta.resolve('tsx'), join(root, 'api/cli.ts'), ...parameters],
    {
      cwd: dataFolder,
      env: {
        ...process.env,
        PLUMBLINE_DATA: dataFolder,
        PLUMBLINE_LANGUAGE: 'en',
        PLUMBLINE_LOG: 'warn',
        ...environment,
      },
    },
  )
  const text = { stdout: '', stderr: '' }
  const watchers = new Set<() => void>()
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      text[name] += chunk
      for (const watch of watchers) watch()
    })
  const finished = new Promise<Finished>(resolve => child.on('close', code => resolve({ code, ...text })))
  const printed = (pattern: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const watch = () => {
        const found = pattern.exec(text.stdout)?.[0]
        if (found === undefined) return
        watchers.delete(watch)
        resolve(found)
      }
      watchers.add(watch)
      child.on('close', () =>
        reject(new Error(`ended without printing ${pattern}: ${text.stdout}${text.stderr}`)),
      )
      watch()
    })
  return { child, finished, printed }
}
