/** Problems of this domain. */
export const signInProblems = {} as const
