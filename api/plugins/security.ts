import helmet from '@fastify/helmet'
import fastifyPlugin from 'fastify-plugin'

/** Microsoft's hosts of office.js, worldwide and in China (21Vianet). */
const officeScripts = [
  'https://appsforoffice.microsoft.com',
  'https://appsforoffice.cdn.partner.office365.cn',
]
/** Pages that may frame the add-in: Excel on the web, SharePoint and Teams, worldwide and in China. */
const officeFrames = [
  'https://*.office.com',
  'https://*.office365.com',
  'https://*.officeapps.live.com',
  'https://*.officeapps.partner.office365.cn',
  'https://*.sharepoint.com',
  'https://*.sharepoint.cn',
  'https://*.microsoft365.com',
  'https://*.cloud.microsoft',
  'https://*.partner.office365.cn',
  'https://onedrive.live.com',
  'https://excel.live.com',
]

/** Response headers that keep the pages to their own origin and to Excel. */
export const security = fastifyPlugin<{ isLocal: boolean }>(
  async (app, { isLocal }) => {
    await app.register(helmet, {
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: ["'self'"],
          baseUri: ["'self'"],
          objectSrc: ["'none'"],
          formAction: ["'self'"],
          scriptSrc: ["'self'", ...officeScripts],
          scriptSrcAttr: ["'none'"],
          styleSrc: ["'self'", "'unsafe-inline'"],
          imgSrc: ["'self'", 'data:', 'blob:'],
          fontSrc: ["'self'", 'data:'],
          connectSrc: ["'self'"],
          workerSrc: ["'self'", 'blob:'],
          frameSrc: ["'self'"],
          frameAncestors: ["'self'", ...officeFrames],
        },
      },
      // Excel on the web opens dialogs and loads the ribbon's icons from its own origin.
      crossOriginOpenerPolicy: false,
      crossOriginResourcePolicy: { policy: 'cross-origin' },
      // frame-ancestors says it more finely.
      frameguard: false,
      // On localhost it would force every other program's pages there to HTTPS too.
      strictTransportSecurity: isLocal ? false : { maxAge: 15_552_000, includeSubDomains: false },
    })
    app.addHook('onSend', async (request, reply) => {
      if (request.url.startsWith('/api/') && !reply.hasHeader('cache-control'))
        void reply.header('cache-control', 'no-store')
    })
  },
  { name: 'security', fastify: '5.x' },
)
