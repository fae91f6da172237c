/** What can stand in the way of explaining a change. */
export const explanationProblems = {
  'explanation-range-wrong': {
    status: 400,
    severity: 'error',
    zh: '无法说明从变更 {from} 到变更 {to} 的变化：请给出 1 到 {change} 之间、前小后大的变更号。',
    en: 'The change from {from} to {to} cannot be explained: give change numbers from 1 to {change}, the smaller first.',
  },
} as const
