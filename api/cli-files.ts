import { runCli } from './cli-run.ts'
import { needsFilesOnly } from './commands/run-command-line.ts'

/** Answers a command that needs files alone and returns its exit code; null for any other command. `file-program.mjs` builds this
 *  file into one that loads neither database nor server. */
export async function answerFromFiles(parameters: readonly string[], root: string): Promise<number | null> {
  return needsFilesOnly(parameters, process.cwd()) ? runCli(parameters, root) : null
}
