import { expect, test } from 'vitest'
import { drawProjects, lessonsToLearn } from '#calc/forecast-knowledge.ts'
import type { ForecastLesson } from '#calc/forecast-lesson.ts'
import { lessonsOfHistory, type HistoryLessons } from '#calc/history-lessons.ts'
import { finishedProject } from '../../support/history.ts'

const past = (count: number) =>
  Array.from({ length: count }, (_, i) => lessonsOfHistory(finishedProject(i, 1, 1)))

test('more than 10,000 statuses are thinned evenly, and no project loses all of its own', () => {
  const [busy, ...others] = past(1000)
  const statuses = Array.from({ length: 2000 }, (_, i) => ({
    ...(busy?.lessons[0] as ForecastLesson),
    duration: i,
  }))
  const lessons = lessonsToLearn([{ ...(busy as HistoryLessons), lessons: statuses }, ...others])
  expect(lessons.length).toBeLessThanOrEqual(10_000)
  expect(new Set(lessons.map(lesson => lesson.projectId)).size).toBe(1000)
  const taken = lessons.filter(lesson => lesson.projectId === busy?.projectId).map(lesson => lesson.duration)
  expect(taken).toHaveLength(10)
  taken.slice(1).forEach((at, i) => {
    expect(at - (taken[i] as number)).toBe(200)
  })
})
test('up to 10,000 statuses all teach', () => {
  expect(lessonsToLearn(past(1000)).length).toBe(past(1000).flatMap(project => project.lessons).length)
})
test('of more than 1,000 projects the same 1,000 are drawn in any order', () => {
  const many = past(1200)
  const drawn = (order: readonly HistoryLessons[]) =>
    new Set(drawProjects(order).map(project => project.projectId))
  expect(drawn(many).size).toBe(1000)
  expect(drawn(many.toReversed())).toEqual(drawn(many))
})
