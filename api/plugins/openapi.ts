import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import fastifyPlugin from 'fastify-plugin'

/** Describes the routes at /api/openapi.json and shows them at /api/docs. Register before the routes. */
export const openapi = fastifyPlugin<{ version: string }>(
  async (app, { version }) => {
    await app.register(swagger, {
      openapi: {
        openapi: '3.1.0',
        info: {
          title: 'Plumbline 准绳',
          version,
          description:
            'Live schedule, resource and cost sheets. Money is integer minor units, plan time is minutes since 1970-01-01T00:00 without zone, rows are column arrays. Failures are RFC 9457 problems in the language of Accept-Language (zh-CN, en).',
        },
        components: {
          securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
        },
      },
      transform: ({ schema, url, route }) => {
        const access = route.config?.access
        const described = { ...schema, hide: !url.startsWith('/api/') || schema?.hide === true }
        described.tags = [url.split('/')[2] ?? '']
        if (access !== undefined && access !== 'anyone') described.security = [{ bearer: [] }]
        return { schema: described, url }
      },
    })
    await app.register(swaggerUi, {
      routePrefix: '/api/docs',
      theme: {
        title: 'Plumbline 准绳',
        css: [{ filename: 'plain.css', content: '.swagger-ui .topbar { display: none }' }],
      },
    })
    app.get(
      '/api/openapi.json',
      { schema: { hide: true }, config: { access: 'anyone' } },
      async (_request, reply) => reply.type('application/json').send(JSON.stringify(app.swagger())),
    )
  },
  { name: 'openapi', fastify: '5.x' },
)
