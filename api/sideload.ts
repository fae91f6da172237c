import { describeCause } from '#model/describe-cause.ts'
import { execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { platform } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { AppError } from '#model/problems.ts'

/** Microsoft's sideloading tool, installed only here: with what it needs it weighs 296 MB. 7.0.0 does not install, and 5.1.6 needs this linkedom. */
const tool = {
  name: 'plumbline-excel-tools',
  private: true,
  dependencies: { 'office-addin-debugging': '5.1.6' },
  overrides: { linkedom: '0.18.9' },
}
const run = promisify(execFile)

/** Loads the add-in that a manifest describes into desktop Excel. Throws `excel-missing` or `excel-not-started`. */
export async function sideload(
  manifestText: string,
  { folder, say }: { folder: string; say: (text: string) => void },
): Promise<void> {
  if (!(await hasDesktopExcel())) throw new AppError('excel-missing')
  const tools = join(folder, 'excel-tools')
  const manifest = join(tools, 'manifest.xml')
  try {
    await mkdir(tools, { recursive: true })
    await writeFile(join(tools, 'package.json'), JSON.stringify(tool))
    await writeFile(manifest, manifestText)
    const program = join(tools, 'node_modules', 'office-addin-debugging', 'cli.js')
    if (!existsSync(program)) await runAloud('npm', ['install', '--no-audit', '--no-fund'], tools, say)
    await runAloud('npx', ['office-addin-debugging', 'start', manifest, 'desktop', '--no-debug'], tools, say)
  } catch (cause) {
    throw new AppError('excel-not-started', { reason: describeCause(cause) }, { cause })
  }
}

/** There is none for Linux. */
async function hasDesktopExcel(): Promise<boolean> {
  switch (platform()) {
    case 'darwin':
      return existsSync('/Applications/Microsoft Excel.app')
    case 'win32':
      return succeeds('reg', [
        'query',
        'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\App Paths\\excel.exe',
      ])
    default:
      return false
  }
}

async function succeeds(program: string, parameters: string[]): Promise<boolean> {
  return run(program, parameters).then(
    () => true,
    () => false,
  )
}

function runAloud(
  program: string,
  parameters: string[],
  cwd: string,
  say: (text: string) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, { cwd, shell: platform() === 'win32' })
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => say(text.trimEnd()))
    child.once('error', reject)
    child.once('exit', code => (code === 0 ? resolve() : reject(new Error(`${program} ended with ${code}`))))
  })
}
