/** Problems of this domain. */
export const serverProblems = {} as const
