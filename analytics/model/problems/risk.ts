/** Findings of the risk register and of simulations. */
export const riskProblems = {
  'simulation-missing': {
    status: 404,
    severity: 'error',
    zh: '项目“{project}”还没有做过风险模拟。请先运行一次模拟。',
    en: 'Project "{project}" has not been simulated yet. Run a simulation first.',
  },
  'simulation-without-activities': {
    status: 422,
    severity: 'error',
    zh: '项目“{project}”没有可以模拟的工序。请先录入工序和工期。',
    en: 'Project "{project}" has no activity to simulate. Enter activities with durations first.',
  },
  'simulation-differs-from-schedule': {
    status: 422,
    severity: 'warning',
    zh: '不考虑不确定性时，模拟的完工是 {simulated}，进度计算的完工是 {scheduled}：模拟不含停工间断，也不按 Project 的规则排程。请按两者之差理解结果。',
    en: 'Without uncertainty the simulation ends on {simulated} but the schedule on {scheduled}: pauses and the rules of MS Project are not simulated. Read the result with that difference in mind.',
  },
  'three-point-out-of-order': {
    status: 422,
    severity: 'warning',
    zh: '工序 {activity} 的三点估计次序不对（应为乐观 ≤ 最可能 ≤ 悲观），未采用，改用历史或默认范围。请改正。',
    en: 'The three-point estimate of activity {activity} is out of order (optimistic, likely and pessimistic must rise); history or the default range was used. Correct it.',
  },
  'three-point-incomplete': {
    status: 422,
    severity: 'note',
    zh: '工序 {activity} 的三点估计不完整，未采用。请同时填写乐观工期和悲观工期。',
    en: 'The three-point estimate of activity {activity} is incomplete and was not used. Enter both optimistic and pessimistic durations.',
  },
  'duration-range-default': {
    status: 422,
    severity: 'note',
    zh: '{count} 道工序没有三点估计，同类工作的历史也不足 {needed} 条（共有 {history} 条），工期按计划的 {least} 至 {most} 波动。填写三点估计可使结果更准。',
    en: '{count} activities have no three-point estimate and fewer than {needed} finished ones of their kind to learn from ({history} in all); their durations vary by {least} to {most}. Three-point estimates make the result better.',
  },
  'correlation-out-of-range': {
    status: 422,
    severity: 'warning',
    zh: '同组工序的相关系数 {value} 不在 0 到 1 之间，按 {used} 计算。请改正。',
    en: 'The correlation {value} within groups is not between 0 and 1; {used} was used. Correct it.',
  },
  'correlation-not-used': {
    status: 422,
    severity: 'warning',
    zh: '“{first}”与“{second}”的相关系数未采用：分组不存在、两组相同、数值无效，或组内相关为 0。请核对分组名称。',
    en: 'The correlation of "{first}" and "{second}" was not used: a group is unknown, both are the same, the number is invalid, or activities within groups are not correlated. Check the names.',
  },
  'correlation-repaired': {
    status: 422,
    severity: 'warning',
    zh: '给出的相关系数互相矛盾（矩阵非正定），已改用最接近的可行值，最大改动 {change}。请核对相关系数。',
    en: 'The correlations given contradict each other (not positive definite); the nearest possible ones were used, changed by {change} at most. Check them.',
  },
  'risk-probability-invalid': {
    status: 422,
    severity: 'warning',
    zh: '风险 {risk} 的概率 {value} 不在 0 到 100 % 之间，未计入。请改正。',
    en: 'Probability {value} of risk {risk} is not between 0 and 100 %, so it was left out. Correct it.',
  },
  'risk-impact-out-of-order': {
    status: 422,
    severity: 'warning',
    zh: '风险 {risk} 的影响应为 0 ≤ 最小 ≤ 最可能 ≤ 最大，剩余影响应在 0 到 100 % 之间，该风险未计入。请改正。',
    en: 'The impacts of risk {risk} must rise from least to most and not be below 0, and its residual impact lie between 0 and 100 %; it was left out. Correct them.',
  },
  'risk-without-impact': {
    status: 422,
    severity: 'note',
    zh: '风险 {risk} 没有填写延误或损失，对结果没有影响。请填写影响。',
    en: 'Risk {risk} has neither delay nor cost and changes nothing. Enter its impact.',
  },
  'risk-without-activity': {
    status: 422,
    severity: 'warning',
    zh: '风险 {risk} 有延误，但没有可受影响的未完工序，延误未计入。请填写影响工序。',
    en: 'Risk {risk} has a delay but no unfinished activity to delay, so the delay does not count. Name the activities.',
  },
  'risk-activity-unknown': {
    status: 422,
    severity: 'warning',
    zh: '风险 {risk} 的影响工序 {activity} 不存在，未计入。请改正工序编码。',
    en: 'Risk {risk} names activity {activity}, which does not exist; it was passed over. Correct the code.',
  },
  'risk-activity-finished': {
    status: 422,
    severity: 'note',
    zh: '风险 {risk} 的影响工序 {activity} 已完成，不再受影响。',
    en: 'Risk {risk} names activity {activity}, which is finished and can no longer be delayed.',
  },
  'simulated-cost-without-actuals': {
    status: 422,
    severity: 'warning',
    zh: '项目“{project}”有进度但没有实际成本，已完成部分按预算计入。请填写成本流水。',
    en: 'Project "{project}" has progress but no actual cost; what is done counts at its budget. Enter cost entries.',
  },
} as const
