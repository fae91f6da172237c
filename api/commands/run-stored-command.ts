import type { Static, TSchema } from 'typebox'
import { askServer } from '../ask-server.ts'
import { findHolder } from '../find-holder.ts'
import { openDatabase } from '../open-database.ts'
import type { Command } from './command.ts'
import type { Terminal } from './terminal.ts'

/** Runs a command through the server that holds the database, else on the file itself. */
export async function runStoredCommand(
  command: Command,
  input: Static<TSchema>,
  { settings, say, now }: Terminal,
): Promise<Static<TSchema>> {
  const { language } = settings
  const isFree = command.isFree?.(input) === true
  if (command.busy) say(command.busy[language])
  if (isFree && command.runFree) return command.runFree(input, language)
  const holder = isFree ? null : await findHolder(settings.database)
  if (holder)
    return askServer(holder, { method: 'POST', path: `/api/commands/${command.name}`, body: input, language })
  const analytics = await openDatabase(isFree ? ':memory:' : settings.database, { say, now })
  try {
    return await command.run(
      {
        analytics,
        language,
        actor: { name: settings.userName, role: 'owner', language },
        sessions: async () => (await import('../sessions.ts')).createSessions(analytics.signIn, now),
      },
      input,
    )
  } finally {
    await analytics.close()
  }
}
