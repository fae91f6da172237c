/** Faults of a plan that its check names beside the 14 points. */
export const planFaultProblems = {
  'redundant-link': {
    status: 422,
    severity: 'note',
    zh: '逻辑关系 {link} 多余：经 {through} 的关系已经保证同样的先后。可删除。',
    en: 'Link {link} is redundant: the links through {through} already demand the same. Delete it if you like.',
  },
  'duplicate-link': {
    status: 422,
    severity: 'warning',
    zh: '逻辑关系 {link} 有 {count} 条。只保留起作用的一条。请删除其余各条。',
    en: 'There are {count} links {link}. Keep the one that counts.',
  },
  'dangling-start': {
    status: 422,
    severity: 'warning',
    zh: '工序“{activity}”的紧前关系都只约束完成（{links}），开始悬空。请加一条 FS 或 SS 关系。',
    en: 'All predecessors of "{activity}" bind its finish only ({links}), so its start hangs loose. Add an FS or SS link.',
  },
  'dangling-finish': {
    status: 422,
    severity: 'warning',
    zh: '工序“{activity}”的紧后关系都只从开始引出（{links}），完成悬空：工期再长也不影响后续。请加一条 FS 或 FF 关系。',
    en: 'All successors of "{activity}" hang on its start only ({links}), so its finish hangs loose: it may last for ever. Add an FS or FF link.',
  },
  'out-of-sequence': {
    status: 422,
    severity: 'warning',
    zh: '工序“{activity}”在 {date} 已{event}，而逻辑关系 {link} 要到 {allowed} 才允许，早 {days} 天。请核对实际日期，或改正逻辑关系。',
    en: 'Activity "{activity}" {event} on {date}, but link {link} allows it only on {allowed}, {days} days later. Check the actual date, or correct the link.',
  },
  'long-lag': {
    status: 422,
    severity: 'warning',
    zh: '逻辑关系 {link} 的延时为 {days} 天，超过 {limit} 天。请用一道有名称的工序代替（审批、养护、供货）。',
    en: 'Link {link} has a lag of {days} days, more than {limit}. Put a named activity in its place (approval, curing, delivery).',
  },
  'link-to-finished': {
    status: 422,
    severity: 'note',
    zh: '紧后工序已完成而紧前工序未完成：{link} 不再约束任何工作。请核对“{activity}”的进度，或删除此关系。',
    en: 'The successor is finished and the predecessor is not: {link} holds nothing back. Check the progress of "{activity}", or remove the link.',
  },
  'link-from-finished': {
    status: 422,
    severity: 'note',
    zh: '紧前工序已完成，{link} 的延时还剩 {days} 天，仍在推迟“{activity}”。如已不必等待，请去掉延时。',
    en: 'The predecessor is finished, but {days} days of the lag of {link} are left and still hold "{activity}" back. If there is nothing to wait for, take the lag away.',
  },
  'negative-float': {
    status: 422,
    severity: 'error',
    zh: '工序“{activity}”的总时差为 {days} 天：按现有逻辑无法在要求的日期前完成。请缩短工期、调整逻辑或放宽日期。',
    en: 'Activity "{activity}" has {days} days of total float: as it is linked it cannot meet the date it must meet. Shorten durations, change links, or move the date.',
  },
  'constraint-conflict': {
    status: 422,
    severity: 'error',
    zh: '工序“{activity}”的限制“{constraint}” {date} 与逻辑冲突：逻辑要求 {logic}，相差 {days} 天。请改期、放宽限制或缩短前面的工序。',
    en: 'Constraint "{constraint}" {date} of activity "{activity}" conflicts with the logic, which needs {logic}: {days} days apart. Move or drop the constraint, or shorten what comes before.',
  },
  'constraints-contradict': {
    status: 422,
    severity: 'error',
    zh: '工序“{activity}”的两个限制互相矛盾：不早于 {from}，却不晚于 {to}。请删除其中一个。',
    en: 'The constraints of activity "{activity}" contradict each other: not before {from}, yet not after {to}. Remove one.',
  },
  'deadline-missed': {
    status: 422,
    severity: 'warning',
    zh: '工序“{activity}”按计算完成于 {finish}，晚于期限 {deadline}，差 {days} 天。请缩短工期、调整逻辑或放宽期限。',
    en: 'Activity "{activity}" finishes {finish} by calculation, {days} days after its deadline {deadline}. Shorten durations, change links, or move the deadline.',
  },
  'zero-duration-chain': {
    status: 422,
    severity: 'note',
    zh: '{count} 道零工期工序直接相连：{activities}。它们不占时间，请合并或补上工期。',
    en: '{count} activities without duration follow each other: {activities}. They take no time; merge them or give them durations.',
  },
} as const
