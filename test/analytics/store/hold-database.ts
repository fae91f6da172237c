import { openStore } from '#store/open-store.ts'

const [, , file] = process.argv
await openStore(file as string, { now: () => '2026-01-01T00:00:00Z' })
process.stdout.write('open\n')
setInterval(() => undefined, 60_000)
