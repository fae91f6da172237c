/** Problems of this domain. */
export const storeProblems = {} as const
