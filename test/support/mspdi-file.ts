import { readMspdi } from '#interchange/mspdi.ts'
import { AppError } from '#model/problems.ts'

export const bytesOf = (text: string) => new TextEncoder().encode(text)

const standard =
  '<Calendar><UID>1</UID><Name>Standard</Name><IsBaseCalendar>1</IsBaseCalendar><BaseCalendarUID>-1</BaseCalendarUID></Calendar>'
interface Parts {
  project?: string
  calendars?: string
  tasks?: string[]
  resources?: string
  assignments?: string
}
/** A file of one project that starts on Monday 2026-03-02. */
export const file = ({ project = '', calendars = '', tasks = [], resources = '', assignments = '' }: Parts) =>
  [
    '<?xml version="1.0" encoding="UTF-8"?><Project xmlns="http://schemas.microsoft.com/project">',
    `<Name>P.mpp</Name><StartDate>2026-03-02T08:00:00</StartDate><CalendarUID>1</CalendarUID>${project}`,
    `<Calendars>${standard}${calendars}</Calendars>`,
    `<Tasks>\n${tasks.map(task => `<Task>${task}</Task>`).join('\n')}\n</Tasks>`,
    `<Resources>${resources}</Resources><Assignments>${assignments}</Assignments></Project>`,
  ].join('\n')
export const task = (uid: number, more = '') =>
  `<UID>${uid}</UID><ID>${uid}</ID><Name>T${uid}</Name><OutlineNumber>${uid}</OutlineNumber><Duration>PT8H0M0S</Duration>${more}`
export const link = (uid: number, more = '') =>
  `<PredecessorLink><PredecessorUID>${uid}</PredecessorUID><Type>1</Type>${more}</PredecessorLink>`
export function read(parts: Parts) {
  const found = readMspdi(bytesOf(file(parts)), 'p.xml')
  const plan = found.plans[0]
  if (!plan) throw new Error('no plan')
  return { ...found, plan, codes: found.notUsed.map(one => one.reason.code) }
}
export function failure(run: () => unknown): AppError {
  try {
    run()
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}
