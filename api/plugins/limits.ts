import rateLimit from '@fastify/rate-limit'
import underPressure from '@fastify/under-pressure'
import fastifyPlugin from 'fastify-plugin'
import { AppError } from '#model/problems.ts'

const eventLoopDelayMs = 10_000

/** Refuses work while the server cannot keep up, and lets routes set `config.rateLimit`. */
export const limits = fastifyPlugin(
  async app => {
    await app.register(underPressure, {
      maxEventLoopDelay: eventLoopDelayMs,
      pressureHandler: () => {
        throw new AppError('server-busy')
      },
    })
    await app.register(rateLimit, {
      global: false,
      errorResponseBuilder: (_request, { ttl }) =>
        new AppError('too-many-attempts', { seconds: Math.ceil(ttl / 1000) }),
    })
  },
  { name: 'limits', fastify: '5.x' },
)

/** For sign-in: ten attempts a minute from one address. */
export const signInAttempts = { max: 10, timeWindow: 60_000 }
