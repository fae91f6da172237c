/** The same plan from file to dates as whole programs: `plumbline schedule FILE --json` against TaskJuggler's `tj3` (Debian package
 *  `tj3`; skipped aloud without it). Seeded plans of finish-to-start and start-to-start links with lags in one eight-hour week, which
 *  both languages can say; the two dates of every activity are compared before anything is timed. Prints JSON. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { median } from 'simple-statistics'

const sizes = [1000, 5000]
const rounds = 5
const cli = join(import.meta.dirname, '../api/plumbline.mjs')
const folder = mkdtempSync(join(tmpdir(), 'tj3-'))

interface PeerPlan {
  hours: number[]
  links: { from: number; to: number; isStart: boolean; lag: number }[]
}

try {
  const hasPeer = spawnSync('tj3', ['--version'], { stdio: 'ignore' }).status === 0
  if (!hasPeer) console.error('bench/peer-taskjuggler: tj3 is not installed, so only our own time is taken')
  const results = sizes.map(size => {
    const plan = planOf(size)
    const xer = join(folder, `${size}.xer`)
    const tjp = join(folder, `${size}.tjp`)
    writeFileSync(xer, xerOf(plan))
    writeFileSync(tjp, tjpOf(plan))
    const ours = datesOfOurs(xer)
    const isEqual = hasPeer ? datesOfPeer(tjp, size) === ours : null
    if (isEqual === false) throw new Error(`The dates of ${size} activities differ from TaskJuggler's`)
    const times = { plumbline: [] as number[], tj3: [] as number[] }
    for (let round = 0; round < rounds; round++) {
      times.plumbline.push(secondsOf(process.execPath, [cli, 'schedule', xer, '--json']))
      if (hasPeer && round < 3) times.tj3.push(secondsOf('tj3', ['--silent', '--no-reports', tjp]))
    }
    const seconds = { plumbline: middle(times.plumbline), tj3: hasPeer ? middle(times.tj3) : null }
    return {
      activities: size,
      links: plan.links.length,
      sameDates: isEqual,
      seconds,
      timesFaster: seconds.tj3 === null ? null : Number((seconds.tj3 / seconds.plumbline).toFixed(1)),
    }
  })
  console.log(JSON.stringify({ bench: 'peer-taskjuggler', rounds, results }, null, 2))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function middle(seconds: number[]): number {
  return Number(median(seconds).toFixed(3))
}

function secondsOf(program: string, parameters: string[]): number {
  const began = performance.now()
  run(program, parameters)
  return (performance.now() - began) / 1000
}

function run(program: string, parameters: string[]): string {
  const { status, stdout, stderr } = spawnSync(program, parameters, {
    encoding: 'utf8',
    cwd: folder,
    maxBuffer: 2 ** 28,
  })
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${stderr.slice(0, 2000)}`)
  return stdout
}

/** A plan in hidden order whose links go back over at most 100 places. */
function planOf(count: number): PeerPlan {
  const random = generator(count)
  const upTo = (most: number) => Math.floor(random() * most)
  const place = Array.from({ length: count }, (_, i) => i)
  for (let i = count - 1; i > 0; i--) {
    const j = upTo(i + 1)
    ;[place[i], place[j]] = [place[j] as number, place[i] as number]
  }
  const seen = new Set<string>()
  const links: PeerPlan['links'] = []
  for (let k = 0; k < Math.round(1.8 * count); k++) {
    const j = k < count - 1 ? k + 1 : 1 + upTo(count - 1)
    const [from, to] = [place[j - 1 - upTo(Math.min(j, 100))] as number, place[j] as number]
    const isNew = !seen.has(`${from} ${to}`)
    seen.add(`${from} ${to}`)
    const link = { from, to, isStart: random() < 0.15, lag: random() < 0.3 ? upTo(11) : 0 }
    if (isNew) links.push(link)
  }
  return { hours: Array.from({ length: count }, () => 1 + upTo(40)), links }
}

function xerOf({ hours, links }: PeerPlan): string {
  const days = Array.from(
    { length: 7 },
    (_, i) => `(0||${i + 1}()(${i > 0 && i < 6 ? '(0||0(s|08:00|f|16:00)())' : ''}))`,
  )
  const calendar = `(0||CalendarData()((0||DaysOfWeek()(${days.join('')}))(0||Exceptions()())))`
  const start = '2026-03-02 08:00'
  const table = (name: string, columns: string, rows: string[]) =>
    [`%T\t${name}`, `%F\t${columns.replaceAll(' ', '\t')}`, ...rows.map(row => `%R\t${row}`)].join('\r\n')
  return [
    'ERMHDR\t8.0\t2026-03-01\tProject\tadmin\tadmin\tdb\tProject Management\tCNY',
    table('PROJECT', 'proj_id proj_short_name clndr_id last_recalc_date plan_start_date', [
      `1\tP\t9\t${start}\t${start}`,
    ]),
    table('CALENDAR', 'clndr_id clndr_name day_hr_cnt clndr_data', [`9\tWeek\t8\t${calendar}`]),
    table(
      'TASK',
      'task_id proj_id clndr_id task_code task_name task_type status_code target_drtn_hr_cnt remain_drtn_hr_cnt',
      hours.map((own, u) => `${u + 10}\t1\t9\ta${u}\tActivity ${u}\tTT_Task\tTK_NotStart\t${own}\t${own}`),
    ),
    table(
      'TASKPRED',
      'task_pred_id task_id pred_task_id pred_type lag_hr_cnt',
      links.map(
        ({ from, to, isStart, lag }, k) =>
          `${k}\t${to + 10}\t${from + 10}\t${isStart ? 'PR_SS' : 'PR_FS'}\t${lag}`,
      ),
    ),
    '%E',
  ].join('\r\n')
}

function tjpOf({ hours, links }: PeerPlan): string {
  const before = hours.map(() => [] as string[])
  for (const { from, to, isStart, lag } of links) {
    const options = [isStart ? 'onstart' : '', lag > 0 ? `gaplength ${lag}h` : ''].filter(Boolean).join(' ')
    before[to]?.push(`!a${from}${options ? ` { ${options} }` : ''}`)
  }
  const tasks = hours.map((own, u) => {
    const waits = before[u] as string[]
    return `task a${u} "Activity ${u}" { length ${own}h ${waits.length > 0 ? `depends ${waits.join(', ')}` : 'start 2026-03-02-08:00'} }`
  })
  return `project p "P" 2026-03-02 +${Math.ceil(hours.length / 500)}y {
  timezone "UTC"
  dailyworkinghours 8
  workinghours mon - fri 8:00 - 16:00
  workinghours sat, sun off
}
${tasks.join('\n')}
taskreport dates "dates" { formats csv columns id, start, end timeformat "%Y-%m-%dT%H:%M" sorttasks id.up }
`
}

/** Starts and finishes of all activities in their order, as one text. */
function datesOfOurs(file: string): string {
  const { projects } = JSON.parse(run(process.execPath, [cli, 'schedule', file, '--json'])) as {
    projects: { activities: { code: string; earlyStart: string; earlyFinish: string }[] }[]
  }
  return byCode((projects[0]?.activities ?? []).map(one => [one.code, one.earlyStart, one.earlyFinish]))
}

function datesOfPeer(file: string, size: number): string {
  run('tj3', ['--silent', file])
  const rows = readFileSync(join(folder, 'dates.csv'), 'utf8').trim().split('\n').slice(1)
  if (rows.length !== size) throw new Error(`TaskJuggler gave ${rows.length} dates`)
  return byCode(rows.map(row => row.replaceAll('"', '').split(';')))
}

function byCode(rows: string[][]): string {
  return rows
    .map(([code, ...dates]) => [code, ...dates.map(workedHours)].join(' '))
    .sort()
    .join('\n')
}

/** Worked hours since the start: TaskJuggler may start work where the day before ended, which is the same work as the next morning. */
function workedHours(date: string): number {
  const hours = (Date.parse(`${date}Z`) - Date.parse('2026-03-02T08:00Z')) / 3_600_000
  const [week, day, hour] = [Math.floor(hours / 168), Math.floor((hours % 168) / 24), hours % 24]
  return week * 40 + (day < 5 ? day * 8 + Math.min(hour, 8) : 40)
}

/** Seeded random numbers (mulberry32). */
function generator(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
