/** The method of a forecast in words for people; a method not known here is given back as it is. */
export function describeForecastMethod(method: string, language: 'zh' | 'en'): string {
  const [name, basis, count] = method.split(':')
  const isZh = language === 'zh'
  if (name === 'reference-class' && basis === 'open work')
    return isZh
      ? `未完工序与 ${count} 个完工项目的参照类`
      : `open activities and a reference class of ${count} finished projects`
  if (name === 'reference-class')
    return isZh
      ? `挣得进度与 ${count} 个完工项目的参照类`
      : `earned schedule and a reference class of ${count} finished projects`
  if (name === 'textbook-range')
    return isZh
      ? '指标法，剩余部分取 AACE 18R-97 三级估算的一般范围 -20% 至 +30%（历史不足）'
      : 'index methods; the rest ranges by -20 % to +30 % as a class 3 estimate of AACE 18R-97 (too little history)'
  if (name === 'actuals') return isZh ? '项目已完工，为实际值' : 'finished project, actual figures'
  if (name === 'none') return isZh ? '资料不足，无法预测' : 'not enough to forecast from'
  return method
}
