/** What a plan lacks to be carried out. */
export const feasibilityProblems = {
  'capacity-short': {
    status: 422,
    severity: 'error',
    zh: '工序“{activity}”自 {from} 需要“{resource}” {needed}，此时只剩 {free}（可用 {available}）。请错开、增加资源或减少单位时间用量。',
    en: 'Activity "{activity}" needs {needed} of "{resource}" from {from}, and only {free} of {available} are free then. Shift it, add resources or use fewer at a time.',
  },
  'flow-short': {
    status: 422,
    severity: 'error',
    zh: '工序“{activity}”自 {from} 每天需要“{resource}” {needed}，每天只能供应 {free}（日供应量 {supply}）：按供应还要多做 {days} 天。请增加供应（备用厂家）或延长工期。',
    en: 'Activity "{activity}" needs {needed} of "{resource}" a day from {from}; {free} of {supply} a day can come. At that rate it lasts {days} days longer. Add a supplier or plan more time.',
  },
  'supply-short': {
    status: 422,
    severity: 'error',
    zh: '到 {finish} 工序“{activity}”累计需要“{resource}” {needed}，库存加到货只有 {supply}，要到 {until} 才够。请提前订货或推迟。',
    en: 'By {finish} activity "{activity}" needs {needed} of "{resource}" in all; stock and deliveries make {supply}, enough only on {until}. Order earlier or do it later.',
  },
  'delivery-late': {
    status: 422,
    severity: 'error',
    zh: '工序“{activity}”计划 {start} 开始，而“{resource}”提前期 {lead} 天，最早 {ready} 到场，晚 {days} 天。请立即落实或推迟。',
    en: 'Activity "{activity}" starts {start}, but "{resource}" takes {lead} days to come: {ready} at the earliest, {days} days late. Call it in at once or start later.',
  },
  'drawings-late': {
    status: 422,
    severity: 'error',
    zh: '工序“{activity}”计划 {start} 开始，图纸 {ready} 才到位，晚 {days} 天。请催图或推迟。',
    en: 'Activity "{activity}" starts {start}, but its drawings come on {ready}, {days} days late. Chase the drawings or start later.',
  },
} as const
