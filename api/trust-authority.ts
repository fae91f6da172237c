import { execFile } from 'node:child_process'
import { homedir, platform } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Asks the system to trust a certificate authority for the present user. Windows and macOS show the person a question; Linux has no one place and is left alone. False when it is not trusted. */
export async function trustAuthority(authorityFile: string, log: (text: string) => void): Promise<boolean> {
  const command = trustCommand(authorityFile)
  if (!command) return false
  try {
    await run(command[0], command[1])
    return true
  } catch (cause) {
    log((cause as Error).message)
    return false
  }
}

function trustCommand(authorityFile: string): [program: string, parameters: string[]] | null {
  switch (platform()) {
    case 'win32':
      return ['certutil.exe', ['-user', '-f', '-addstore', 'Root', authorityFile]]
    case 'darwin': {
      const keychain = join(homedir(), 'Library', 'Keychains', 'login.keychain-db')
      return ['security', ['add-trusted-cert', '-r', 'trustRoot', '-k', keychain, authorityFile]]
    }
    default:
      return null
  }
}
