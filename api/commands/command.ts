import type { ParseArgsConfig } from 'node:util'
import type { Static, TSchema } from 'typebox'
import type { Actor, Analytics } from '#analytics'
import type { Language } from '#model/contract.ts'
import type { Words } from '#model/field.ts'
import { AppError } from '#model/problems.ts'
import type { Sessions } from '../sessions.ts'

/** What a command runs on, in this process or in the server that holds the database. */
export interface CommandContext {
  analytics: Analytics
  actor: Actor
  sessions: () => Promise<Sessions>
  language: Language
}
export interface Typed {
  positionals: string[]
  values: Record<string, string | boolean | undefined>
  /** An absolute path of what was typed relative to the terminal's folder. */
  resolve: (path: string) => string
}

/** One command of the command line: how it is typed, what it takes and gives as JSON, and how people read its answer. */
export interface Command<Input extends TSchema = TSchema, Output extends TSchema = TSchema> {
  name: string
  usage: string
  words: Words
  /** Said while the command works, where that takes a while. */
  busy?: Words
  flags: NonNullable<ParseArgsConfig['options']>
  input: Input
  output: Output
  read(typed: Typed): Static<Input>
  /** True when the answer needs no stored data, so that no database is opened or asked. */
  isFree?(input: Static<Input>): boolean
  /** The answer where it is free, got without database, server or worker threads, so that the small program of `file-program.mjs`
   *  can give it; where absent, `run` gets an empty database. */
  runFree?(input: Static<Input>, language: Language): Promise<Static<Output>>
  run(context: CommandContext, input: Static<Input>): Promise<Static<Output>>
  print(output: Static<Output>, language: Language): string
}

/** Keeps a command's own types while it stands in a list with others. */
export const command = <Input extends TSchema, Output extends TSchema>(
  declaration: Command<Input, Output>,
): Command => declaration as unknown as Command

/** The one positional of a command. Throws `usage-wrong` where there is none or more. */
export function onlyPositional({ positionals }: Typed, what: Words): string {
  const [first, ...others] = positionals
  if (first === undefined || others.length > 0) throw new AppError('usage-wrong', { reason: what })
  return first
}
