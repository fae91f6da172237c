import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import fastifyPlugin from 'fastify-plugin'
import { AppError } from '#model/problems.ts'

/** Documented by Node: a connection came in, on whichever of the addresses of `localhost`. */
const newSocket = 'net.server.socket'

/** On closing: refuses new requests with 503, lets those under way finish, then drops what is still connected. Register after what must end first. */
export const gracefulStop = fastifyPlugin(
  async app => {
    const underWay = new Set<ServerResponse>()
    const sockets = new Set<Socket>()
    let isStopping = false
    let becameIdle = (): void => undefined

    const isOwn = (socket: Socket) =>
      app.addresses().some(address => typeof address === 'object' && address.port === socket.localPort)
    const remember = (message: unknown) => {
      const { socket } = message as { socket: Socket }
      if (!isOwn(socket)) return
      sockets.add(socket)
      socket.once('close', () => sockets.delete(socket))
    }
    subscribe(newSocket, remember)

    app.addHook('onRequest', async (_request, reply) => {
      if (isStopping) throw new AppError('server-stopping')
      underWay.add(reply.raw)
      const done = () => {
        underWay.delete(reply.raw)
        if (underWay.size === 0) becameIdle()
      }
      reply.raw.once('finish', done)
      reply.raw.once('close', done)
    })
    app.addHook('preClose', async () => {
      isStopping = true
      if (underWay.size > 0) await new Promise<void>(resolve => (becameIdle = resolve))
      unsubscribe(newSocket, remember)
      // Browsers also keep connections open that they never used; Node would wait a minute for each.
      for (const socket of sockets) socket.destroySoon()
    })
  },
  { name: 'graceful-stop', fastify: '5.x' },
)
