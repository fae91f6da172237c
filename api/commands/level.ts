import { existsSync } from 'node:fs'
import { type Static, Type } from 'typebox'
import { formatMinute, type PlanMinute } from '#model/plan-time.ts'
import { AppError, describeProblem } from '#model/problems.ts'
import { command, type CommandContext, type Typed } from './command.ts'

const input = Type.Object({
  /** A benchmark file, or else stored projects to level together. */
  file: Type.Union([Type.String(), Type.Null()]),
  projects: Type.Array(Type.String()),
  mode: Type.Union([Type.Literal('finishMayMove'), Type.Literal('withinFloat')]),
  accept: Type.Boolean(),
  seconds: Type.Number({ exclusiveMinimum: 0, maximum: 3600 }),
  seed: Type.Integer(),
})
const maybeText = Type.Union([Type.String(), Type.Null()])
const move = Type.Object({
  code: Type.String(),
  startBefore: Type.String(),
  startAfter: Type.String(),
  finishAfter: Type.String(),
})
const overload = Type.Object({
  resource: Type.String(),
  from: Type.String(),
  to: Type.String(),
  need: Type.Number(),
  available: Type.Number(),
  activities: Type.Array(Type.String()),
})
const output = Type.Object({
  /** Periods of a benchmark file; minutes from the data date to the last finish of stored projects. */
  makespan: Type.Integer(),
  lowerBound: Type.Integer(),
  /** By job number in periods, or of moved activities by code as dates. */
  starts: Type.Record(Type.String(), Type.Union([Type.Integer(), Type.String()])),
  seconds: Type.Number(),
  proven: Type.Boolean(),
  /** Only of stored projects, all that follows. */
  projects: Type.Optional(
    Type.Array(Type.Object({ code: Type.String(), finishBefore: maybeText, finishAfter: maybeText })),
  ),
  moves: Type.Optional(Type.Array(move)),
  overloadsBefore: Type.Optional(Type.Integer()),
  overloads: Type.Optional(Type.Array(overload)),
  accepted: Type.Optional(Type.Boolean()),
  findings: Type.Optional(Type.Array(Type.Object({ code: Type.String(), text: Type.String() }))),
})

/** Levels a benchmark file, or proposes dates for stored projects and writes them where that is asked for. */
export const levelCommand = command({
  name: 'level',
  usage:
    'level FILE.sm|FILE.rcp|PROJECT [PROJECT...] [--seconds N] [--seed S] [--mode finish|float] [--accept] [--json]',
  words: {
    zh: '在资源限量内排出短工期（项目，或 PSPLIB .sm、Patterson .rcp 文件）',
    en: 'Find a short schedule within resource limits (projects, or PSPLIB .sm, Patterson .rcp files)',
  },
  busy: { zh: '正在平衡资源……', en: 'Levelling resources ...' },
  flags: {
    seconds: { type: 'string' },
    seed: { type: 'string' },
    mode: { type: 'string' },
    accept: { type: 'boolean' },
  },
  input,
  output,
  read(typed) {
    const [first, ...others] = typed.positionals
    if (first === undefined)
      throw new AppError('usage-wrong', {
        reason: { zh: '需要一个文件或项目', en: 'one file or project is needed' },
      })
    const path = typed.resolve(first)
    const isFile = others.length === 0 && (existsSync(path) || /\.(sm|rcp)$/i.test(first))
    if (isFile && (typed.values['accept'] === true || typed.values['mode'] !== undefined))
      throw new AppError('usage-wrong', {
        reason: {
          zh: '--accept 和 --mode 只用于已存的项目，不用于文件',
          en: '--accept and --mode are for stored projects, not for a file',
        },
      })
    return {
      file: isFile ? path : null,
      projects: isFile ? [] : typed.positionals,
      mode: modeOf(typed),
      accept: typed.values['accept'] === true,
      seconds: numberFlag(typed.values['seconds'] ?? '5', '--seconds', /^(?=.*[1-9])\d{1,3}(\.\d+)?$/),
      seed: numberFlag(typed.values['seed'] ?? '1', '--seed', /^\d{1,9}$/),
    }
  },
  isFree: ({ file }) => file !== null,
  runFree: levelFileOf,
  run: (context, given) => (given.file === null ? levelProjects(context, given) : levelFileOf(given)),
  print(
    { makespan, lowerBound, seconds, proven, starts, projects, overloadsBefore, overloads, accepted },
    language,
  ) {
    const zh = language === 'zh'
    const rows = Object.entries(starts).map(([job, start]) => `${job}\t${start}`)
    if (!projects)
      return [
        zh
          ? `工期 ${makespan}，下界 ${lowerBound}${proven ? '（已证明最优）' : ''}，用时 ${seconds} 秒`
          : `Makespan ${makespan}, lower bound ${lowerBound}${proven ? ' (proven optimal)' : ''}, ${seconds} s`,
        ...rows,
      ].join('\n')
    const left = overloads?.length ?? 0
    return [
      ...projects.map(({ code, finishBefore, finishAfter }) => `${code}\t${finishBefore} → ${finishAfter}`),
      zh
        ? `移动 ${rows.length} 道工序；超出可用量的时段 ${overloadsBefore} → ${left}；${accepted ? '已写入' : '未写入（--accept 写入）'}`
        : `${rows.length} activities move; stretches beyond capacity ${overloadsBefore} → ${left}; ${accepted ? 'written' : 'not written (--accept writes)'}`,
      ...rows,
    ].join('\n')
  },
})

async function levelFileOf({ file, seconds, seed }: Static<typeof input>): Promise<Static<typeof output>> {
  const { levelFile } = await import('#analytics')
  return levelFile(file as string, { seconds, seed })
}

async function levelProjects(
  { analytics, actor, language }: CommandContext,
  { projects: [first = '', ...others], mode, accept, seconds, seed }: Static<typeof input>,
): Promise<Static<typeof output>> {
  const { projectId, dataDate } = await analytics.findProject(first)
  const began = performance.now()
  const { jobId } = await analytics.startLevelling(projectId, { mode, seconds, seed, with: others })
  const job = await analytics.finishedJob(jobId)
  if (job.problem) throw new AppError(job.problem.code, job.problem.data)
  const proposal = analytics.levelProposal(jobId)
  const taken = Math.round(performance.now() - began) / 1000
  if (accept) await analytics.acceptLevelling(actor, jobId)
  const dates = proposal.projects.flatMap(project =>
    project.finishBefore === null || project.finishAfter === null
      ? []
      : [{ before: project.finishBefore, after: project.finishAfter }],
  )
  const from = dataDate ?? Math.min(...proposal.moves.map(move => move.startBefore))
  return {
    makespan: Math.max(0, ...dates.map(date => Math.round(date.after - from))),
    lowerBound: Math.max(0, ...dates.map(date => Math.round(date.before - from))),
    starts: Object.fromEntries(proposal.moves.map(move => [move.code, formatMinute(move.startAfter)])),
    seconds: taken,
    proven: proposal.isProven,
    projects: proposal.projects.map(project => ({
      code: project.code,
      finishBefore: textOf(project.finishBefore),
      finishAfter: textOf(project.finishAfter),
    })),
    moves: proposal.moves.map(moved => ({
      code: moved.code,
      startBefore: formatMinute(moved.startBefore),
      startAfter: formatMinute(moved.startAfter),
      finishAfter: formatMinute(moved.finishAfter),
    })),
    overloadsBefore: proposal.overloadsBefore,
    overloads: proposal.overloads.map(one => ({
      resource: one.resource,
      from: formatMinute(one.from),
      to: formatMinute(one.to),
      need: one.need / 1000,
      available: one.available / 1000,
      activities: one.activities,
    })),
    accepted: accept,
    findings: proposal.findings.map(finding => ({
      code: finding.code,
      text: describeProblem(finding, language),
    })),
  }
}

function textOf(minute: PlanMinute | null): string | null {
  return minute === null ? null : formatMinute(minute)
}

function modeOf({ values }: Typed): 'finishMayMove' | 'withinFloat' {
  const typed = values['mode'] ?? 'finish'
  if (typed === 'finish') return 'finishMayMove'
  if (typed === 'float') return 'withinFloat'
  throw new AppError('usage-wrong', {
    reason: {
      zh: `--mode 只能为 finish 或 float，不能为“${String(typed)}”`,
      en: `--mode is finish or float, not "${String(typed)}"`,
    },
  })
}

function numberFlag(typed: string | boolean, flag: string, pattern: RegExp): number {
  if (typeof typed === 'string' && pattern.test(typed)) return Number(typed)
  throw new AppError('usage-wrong', {
    reason: { zh: `${flag} 不能为“${typed}”`, en: `${flag} cannot be "${typed}"` },
  })
}
