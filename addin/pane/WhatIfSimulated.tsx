import { Body1Strong, Caption1, mergeClasses } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { Language } from '#model/contract.ts'
import type { WhatIfAnswer } from '#model/what-if-contract.ts'
import { CostAssumptions } from './CostAssumptions.tsx'
import { useComparisonStyles } from './comparison-styles.ts'
import { formatCount, formatFinish, formatMoney } from './format.ts'
import { useFrameStyles } from './frame-styles.ts'
import { CostMove, FinishMove } from './WhatIfMove.tsx'

/** More would push the way into the sheets out of sight. */
const mostFindings = 4
const levels = ['P50', 'P80'] as const

/** What the present plan and every scenario come to by simulation; nothing where none was asked for. */
export function WhatIfSimulated({ answer, language }: { answer: WhatIfAnswer; language: Language }) {
  const { t } = useTranslation()
  const styles = useFrameStyles()
  const looks = useComparisonStyles()
  const { simulation, scenarios } = answer
  if (!simulation) return null
  const rows = [
    { name: t('whatIf.present'), figures: simulation.present, differences: null },
    ...scenarios.map(({ name, simulated }) => ({
      name,
      figures: simulated?.figures ?? null,
      differences: simulated?.differences ?? null,
    })),
  ]
  return (
    <section className={styles.tight} data-what-if-simulated>
      <Body1Strong as="h2" style={{ margin: 0 }}>
        {t('whatIf.simulated')}
      </Body1Strong>
      <table className={looks.table}>
        <thead>
          <tr>
            <th scope="col">
              <Caption1 className={styles.faint}>{t('whatIf.scenario')}</Caption1>
            </th>
            {levels.map(level => (
              <th key={level} scope="col">
                <Caption1 className={styles.faint}>{t('whatIf.level', { level })}</Caption1>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, figures, differences }, index) => (
            <tr key={`${name} ${index}`} data-what-if-simulated-row={index === 0 ? 'present' : index - 1}>
              <th scope="row">
                <Caption1>{name}</Caption1>
              </th>
              {levels.map(level => (
                <td key={level}>
                  <Caption1 className={mergeClasses(looks.line, looks.day)}>
                    {formatFinish(figures?.[`finish${level}`] ?? null)}
                  </Caption1>
                  {differences && (
                    <FinishMove
                      minutes={differences[`finish${level}Work`]}
                      minutesPerDay={answer.minutesPerDay}
                    />
                  )}
                  <Caption1 className={mergeClasses(looks.line, looks.day)}>
                    {formatMoney(figures?.[`cost${level}`] ?? null, answer.currency, language)}
                  </Caption1>
                  {differences && (
                    <CostMove
                      amount={differences[`cost${level}`]}
                      currency={answer.currency}
                      language={language}
                    />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <Caption1 className={styles.faint}>
        {t('whatIf.simulatedBy', { count: formatCount(simulation.runs, language) as never })}
      </Caption1>
      {simulation.levelled && (
        <Caption1 className={styles.faint} data-levelled>
          {t('whatIf.wasLevelled')}
        </Caption1>
      )}
      {rows.some(({ figures }) => figures !== null && figures.costP80 !== null) && (
        <CostAssumptions assumptions={simulation.costAssumptions} isFolded language={language} />
      )}
      {simulation.findings.slice(0, mostFindings).map(({ code, text }, at) => (
        <Caption1 key={`${code} ${at}`} className={styles.faint}>
          {text}
        </Caption1>
      ))}
      {simulation.findings.length > mostFindings && (
        <Caption1 className={styles.faint}>
          {t('common.more', { count: (simulation.findings.length - mostFindings) as never })}
        </Caption1>
      )}
    </section>
  )
}
