import { readFile } from 'node:fs/promises'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize, resolve, sep } from 'node:path'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.xml': 'application/xml',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** A running server of static files. */
export interface StaticServer {
  origin: string
  close: () => Promise<void>
}

/** Serves folders over HTTPS on localhost: the first mount whose prefix fits an address gives the file. */
export async function serveFolders(
  mounts: [prefix: string, folder: string][],
  tls: { cert: string; key: string },
  port = 0,
): Promise<StaticServer> {
  const server = createServer(tls, (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'https://localhost').pathname)
    const mount = mounts.find(([prefix]) => path.startsWith(prefix))
    const file = mount && inside(mount[1], path.slice(mount[0].length))
    if (!file) {
      response.writeHead(404).end()
      return
    }
    readFile(file).then(
      body =>
        response
          .writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' })
          .end(body),
      () => response.writeHead(404).end(),
    )
  })
  await new Promise<void>(done => server.listen(port, 'localhost', done))
  return {
    origin: `https://localhost:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((done, failed) => {
        server.closeAllConnections()
        server.close(error => (error ? failed(error) : done()))
      }),
  }
}

function inside(folder: string, path: string): string | null {
  const root = resolve(folder)
  const file = path === '' ? root : normalize(join(root, path))
  return file === root || file.startsWith(root + sep) ? file : null
}
