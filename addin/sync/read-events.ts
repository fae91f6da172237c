import type { ServerEvent } from '#model/contract.ts'

/** The events of a server-sent event stream, in order. Comments and events that are not JSON objects are passed over. */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent> {
  const reader = body
    .pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>)
    .getReader()
  let rest = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      rest += value.replace(/\r\n?/g, '\n')
      let end = rest.indexOf('\n\n')
      while (end >= 0) {
        const event = parseEvent(rest.slice(0, end))
        rest = rest.slice(end + 2)
        if (event) yield event
        end = rest.indexOf('\n\n')
      }
    }
  } finally {
    await reader.cancel()
  }
}

function parseEvent(block: string): ServerEvent | null {
  const data = block
    .split('\n')
    .filter(line => line.startsWith('data:'))
    .map(line => line.slice(line.startsWith('data: ') ? 6 : 5))
    .join('\n')
  if (!data.startsWith('{')) return null
  const event = JSON.parse(data) as ServerEvent
  return event.kind === 'project' || event.kind === 'job' ? event : null
}
