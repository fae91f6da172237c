import type { Analytics } from '#analytics'
import { health } from '#model/contract.ts'
import { problemAnswers } from '../problem-answers.ts'
import type { TypedApp } from '../typed-app.ts'

/** Whether the server answers and what it holds. */
export function healthRoutes(
  app: TypedApp,
  { analytics, version }: { analytics: Analytics; version: string },
): void {
  app.get(
    '/api/health',
    {
      config: { access: 'anyone' },
      schema: { summary: 'Is the server up', response: { 200: health, ...problemAnswers } },
    },
    async () => ({
      status: 'ok' as const,
      version,
      schemaVersion: analytics.schemaVersion(),
      projects: (await analytics.projects()).length,
    }),
  )
}
