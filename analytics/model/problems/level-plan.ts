/** What levelling real plans finds, and what keeps a proposal from being written. */
export const levelPlanProblems = {
  'level-need-beyond-available': {
    status: 200,
    severity: 'warning',
    zh: '工序 {activity} 单独就需要资源 {resource} {need}，而可用量只有 {available}。平衡时按占用全部可用量计算；请增加可用量或减少该工序的用量。',
    en: 'Activity {activity} alone needs {need} of resource {resource}, of which there are {available}. Levelling counts it as needing all of them; raise the availability or lower the need.',
  },
  'level-priority-too-low': {
    status: 200,
    severity: 'warning',
    zh: '项目“{project}”的平衡优先级为 {priority}，最高为 1，已按 1 计算。请填写 1 或更大的整数。',
    en: 'The levelling priority of project "{project}" is {priority}; it counted as 1, the highest. Enter 1 or more.',
  },
  'level-loop': {
    status: 422,
    severity: 'error',
    zh: '逻辑关系成环，无法平衡资源：{cycle}。请先断开其中一条关系。',
    en: 'Resources cannot be levelled while links form a loop: {cycle}. Break one of its links first.',
  },
  'level-without-limits': {
    status: 422,
    severity: 'error',
    zh: '项目 {projects} 没有填写“可用量”的资源，无需平衡。请先在资源表中填写可用量，并在分配表中填写用量。',
    en: 'No resource of {projects} has an availability, so there is nothing to level. Fill in Available on the resource sheet and the units on the assignment sheet first.',
  },
  'level-proposal-unknown': {
    status: 404,
    severity: 'error',
    zh: '找不到平衡方案 {proposal}，它可能已被采纳、放弃或过期。请重新平衡。',
    en: 'There is no levelling proposal {proposal}; it may have been accepted, discarded or be too old. Level again.',
  },
  'level-plan-changed': {
    status: 409,
    severity: 'error',
    zh: '生成方案之后项目 {project} 有了改动，方案未写入。请重新平衡。',
    en: 'Project {project} was changed after the proposal was made; nothing was written. Level again.',
  },
} as const
