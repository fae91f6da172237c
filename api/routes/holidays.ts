import { Type } from 'typebox'
import type { Analytics } from '#analytics'
import { appliedHolidays, holidayList, holidayRequest } from '#model/holiday-contract.ts'
import { everyRole, planners } from '../access.ts'
import { listHolidays } from '../list-holidays.ts'
import { callerOf } from '../plugins/auth.ts'
import { problemAnswers } from '../problem-answers.ts'
import type { ProjectFinder } from '../project-finder.ts'
import type { TypedApp } from '../typed-app.ts'
import { projectParams } from './projects.ts'

const calendarParams = Type.Object({
  ...projectParams.properties,
  calendar: Type.String({ minLength: 1, maxLength: 1000 }),
})

/** China's holidays, and giving them to a calendar. */
export function holidayRoutes(
  app: TypedApp,
  { analytics, findProject }: { analytics: Analytics; findProject: ProjectFinder },
): void {
  app.get(
    '/api/holidays',
    {
      config: { access: everyRole },
      schema: {
        summary: "China's holidays and make-up working days by year",
        response: { 200: holidayList, ...problemAnswers },
      },
    },
    async () => listHolidays(null),
  )
  app.post(
    '/api/projects/:projectId/calendars/:calendar/holidays',
    {
      config: { access: planners },
      schema: {
        summary:
          "Give a calendar China's holidays; what was applied before is replaced, the company's own days stay",
        params: calendarParams,
        body: holidayRequest,
        response: { 200: appliedHolidays, ...problemAnswers },
      },
    },
    async request => {
      const projectId = await findProject(request.params.projectId)
      const { calendar } = request.params
      const years = request.body.years ?? []
      return analytics.applyHolidays(callerOf(request).actor, projectId, { calendar, years })
    },
  )
}
