import { PassThrough } from 'node:stream'
import type { FastifyReply } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import type { Analytics, AnalyticsEvent } from '#analytics'
import type { Language, ServerEvent } from '#model/contract.ts'
import { makeWireJob } from '../wire-job.ts'

declare module 'fastify' {
  interface FastifyInstance {
    eventStreams: EventStreams
  }
}
interface EventStreams {
  /** Answers with a stream of what happens to the projects until either side ends it. What stands now is read once the stream listens, so that nothing falls between. */
  open(
    reply: FastifyReply,
    watch: { projectIds: ReadonlySet<string>; language: Language; readFirst: () => Promise<ServerEvent[]> },
  ): Promise<FastifyReply>
}

const heartbeatMs = 15_000
/** A reader this far behind is let go: it reconnects and pulls. */
const mostUnreadBytes = 1_048_576

/** Server-sent events of changes and jobs. Source: WHATWG HTML, section 9.2. Streams end when the server stops. */
export const events = fastifyPlugin<{ analytics: Analytics }>(
  async (app, { analytics }) => {
    const streams = new Set<Stream>()

    const stopListening = analytics.listen(event => {
      const projectId = projectOf(event)
      for (const stream of streams)
        if (projectId === null || stream.projectIds.has(projectId))
          write(stream, format(toWire(event, stream.language)))
    })
    const heartbeat = setInterval(() => {
      for (const stream of streams) write(stream, ': still here\n\n')
    }, heartbeatMs)
    heartbeat.unref()

    app.addHook('preClose', async () => {
      clearInterval(heartbeat)
      stopListening()
      for (const stream of streams) stream.body.end()
    })

    app.decorate('eventStreams', {
      async open(reply, { projectIds, language, readFirst }) {
        const stream: Stream = { body: new PassThrough(), projectIds, language }
        streams.add(stream)
        stream.body.on('close', () => streams.delete(stream))
        const first = await readFirst()
        stream.body.write(`retry: 2000\n\n${first.map(format).join('')}`)
        return reply
          .header('content-type', 'text/event-stream; charset=utf-8')
          .header('x-accel-buffering', 'no')
          .send(stream.body)
      },
    })
  },
  { name: 'events', fastify: '5.x' },
)

interface Stream {
  body: PassThrough
  projectIds: ReadonlySet<string>
  language: Language
}

function write(stream: Stream, text: string): void {
  if (stream.body.writableEnded) return
  if (stream.body.writableLength + stream.body.readableLength > mostUnreadBytes) stream.body.destroy()
  else stream.body.write(text)
}

/** Null for a job that is of no project yet: an import, which every stream hears of. */
function projectOf(event: AnalyticsEvent): string | null {
  return event.kind === 'project' ? event.projectId : event.job.projectId
}

function toWire(event: AnalyticsEvent, language: Language): ServerEvent {
  return event.kind === 'project' ? event : { kind: 'job', job: makeWireJob(event.job, language) }
}

function format(event: ServerEvent): string {
  return `event: ${event.kind}\ndata: ${JSON.stringify(event)}\n\n`
}
