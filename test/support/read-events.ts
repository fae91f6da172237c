/** Reads server-sent events one by one from a stream of text. Comments and retry lines are skipped. */
export async function* readEvents(
  body: AsyncIterable<Uint8Array | string>,
): AsyncGenerator<{ event: string; data: unknown }> {
  const decoder = new TextDecoder()
  let pending = ''
  for await (const chunk of body) {
    pending += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })
    for (let end = pending.indexOf('\n\n'); end >= 0; end = pending.indexOf('\n\n')) {
      const lines = pending.slice(0, end).split('\n')
      pending = pending.slice(end + 2)
      const value = (name: string) => lines.find(line => line.startsWith(`${name}: `))?.slice(name.length + 2)
      const data = value('data')
      if (data !== undefined) yield { event: value('event') ?? 'message', data: JSON.parse(data) }
    }
  }
}
