import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import files from '@fastify/static'
import fastifyPlugin from 'fastify-plugin'
import type { LocalSignIn } from '../local-sign-in.ts'

/** The origin that the manifest in the tree is written with. */
const manifestOrigin = /https:\/\/localhost:\d+/g

/** Where the link printed with a pairing code leads; the code is in its fragment, which never reaches a server or a log. */
const pairingPages: [path: string, type: string][] = [
  ['/pair.html', 'text/html; charset=utf-8'],
  ['/pair.js', 'text/javascript; charset=utf-8'],
]

/** The pages: workbench and add-in as built, Microsoft's office.js, the manifest with this server's own origin. */
export const web = fastifyPlugin<{ root: string; localSignIn: LocalSignIn }>(
  async (app, { root, localSignIn }) => {
    const folders: [prefix: string, folder: string][] = [
      ['/', join(root, 'dist', 'web')],
      ['/office/', join(root, 'node_modules', '@microsoft', 'office-js', 'dist')],
      ['/assets/icons/', join(root, 'addin', 'assets', 'icons')],
    ]
    const present = folders.filter(([, folder]) => existsSync(folder))
    for (const [index, [prefix, folder]] of present.entries())
      await app.register(files, {
        root: folder,
        prefix,
        decorateReply: index === 0,
        index: false,
        cacheControl: false,
        setHeaders: (reply, path) =>
          void reply.header(
            'cache-control',
            isImmutable(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
          ),
      })

    app.get('/pair', async (_request, reply) => reply.redirect('/pair.html'))
    app.get('/', async (_request, reply) => reply.redirect('/workbench/index.html'))
    app.get('/open', async (request, reply) => {
      const { key } = request.query as { key?: unknown }
      const cookie = typeof key === 'string' ? localSignIn.cookieFor(key) : null
      if (cookie !== null) void reply.header('set-cookie', cookie)
      return reply.header('cache-control', 'no-store').redirect('/workbench/index.html')
    })
    app.get('/manifest.xml', async (request, reply) => {
      const manifest = await readFile(join(root, 'manifest.xml'), 'utf8')
      return reply
        .type('application/xml; charset=utf-8')
        .send(manifest.replace(manifestOrigin, `${request.protocol}://${request.host}`))
    })
    for (const [path, type] of pairingPages)
      app.get(path, async (_request, reply) =>
        reply
          .type(type)
          .header('cache-control', 'no-cache')
          .send(await readFile(join(import.meta.dirname, '..', 'pages', basename(path)), 'utf8')),
      )
    app.get('/functions.json', async (_request, reply) =>
      reply
        .type('application/json; charset=utf-8')
        .send(await readFile(join(root, 'addin', 'functions', 'functions.json'), 'utf8')),
    )
  },
  { name: 'web', fastify: '5.x' },
)

/** The build names these files after their content. */
function isImmutable(path: string): boolean {
  return /[\\/]dist[\\/]web[\\/]assets[\\/]/.test(path)
}
