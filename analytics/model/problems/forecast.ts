/** Problems of this domain. */
export const forecastProblems = {} as const
