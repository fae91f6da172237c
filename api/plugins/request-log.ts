import fastifyPlugin from 'fastify-plugin'

/** One line per answered request: who asked what, and how it went. Queries are left out, since one may hold a key. */
export const requestLog = fastifyPlugin(
  async app => {
    app.addHook('onResponse', async (request, reply) => {
      request.log.info(
        {
          method: request.method,
          path: request.url.split('?')[0],
          status: reply.statusCode,
          milliseconds: Math.round(reply.elapsedTime * 10) / 10,
          who: request.caller?.actor.name ?? null,
        },
        'request',
      )
    })
  },
  { name: 'request-log', fastify: '5.x' },
)
