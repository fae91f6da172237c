import type { Role } from '#model/field.ts'

/** Who may call a route: anyone, the plumbline command of the server's own machine, or people of some roles. */
export type Access = 'anyone' | 'machine' | readonly Role[]

export const everyRole: readonly Role[] = ['owner', 'planner', 'cost', 'site', 'viewer']
export const editors: readonly Role[] = ['owner', 'planner', 'cost', 'site']
export const planners: readonly Role[] = ['owner', 'planner']
export const owners: readonly Role[] = ['owner']

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Every route under /api declares it; the server does not start where one has none. */
    access?: Access
  }
}
