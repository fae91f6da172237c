import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer as createHttpServer } from 'node:http'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findHolder } from '#api/find-holder.ts'
import { holderFileOf, writeHolderFile } from '#api/holder-file.ts'

let folder: string
const servers: Server[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-holder-'))
})
afterAll(async () => {
  for (const server of servers) server.close()
  await rm(folder, { recursive: true, force: true })
})

async function heldBy(server: Server): Promise<string> {
  servers.push(server)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const database = join(folder, `${port}.duckdb`)
  await writeHolderFile(database, {
    address: `https://127.0.0.1:${port}`,
    token: 'a token',
    certificateAuthority: '',
  })
  return database
}

test('a database without a file beside it is held by nobody', async () => {
  expect(await findHolder(join(folder, 'free.duckdb'))).toBeNull()
})

test('a file whose port another program has now is stale and removed', async () => {
  const database = await heldBy(createHttpServer((_request, response) => response.end('hello')))
  expect(await findHolder(database)).toBeNull()
  expect(existsSync(holderFileOf(database))).toBe(false)
})

test('a server that is there but silent is reported, and its file is left alone', async () => {
  const database = await heldBy(createServer(socket => socket.on('error', () => socket.destroy())))
  await expect(findHolder(database, 200)).rejects.toMatchObject({
    code: 'server-not-answering',
    data: { file: database },
  })
  expect(existsSync(holderFileOf(database))).toBe(true)
})
