import { Body1Strong, Button, Caption1, mergeClasses } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { Language } from '#model/contract.ts'
import { type EntityName, entityOf } from '#model/entities.ts'
import type { WhatIfAnswer, WhatIfFigures } from '#model/what-if-contract.ts'
import type { WhatIfState } from '../session/what-if-scenario.ts'
import { useComparisonStyles } from './comparison-styles.ts'
import { formatFinish, formatMoney } from './format.ts'
import { useFrameStyles } from './frame-styles.ts'
import { CostMove, FinishMove } from './WhatIfMove.tsx'
import { WhatIfSimulated } from './WhatIfSimulated.tsx'

/** The present plan and every scenario in one table, what was refused, and the way into the sheets. */
export function WhatIfResults(props: {
  answer: WhatIfAnswer
  scenarios: WhatIfState['scenarios']
  sheets: readonly EntityName[]
  language: Language
  onAccept: (index: number) => void
}) {
  const { t } = useTranslation()
  const styles = useFrameStyles()
  const looks = useComparisonStyles()
  const { answer, language } = props
  const { present, currency } = answer
  const hasForecast = present.finishP80 !== null || present.costP80 !== null
  return (
    <section className={styles.stack} data-what-if-results>
      <table className={looks.table}>
        <thead>
          <tr>
            <th scope="col">
              <Caption1 className={styles.faint}>{t('whatIf.scenario')}</Caption1>
            </th>
            <th scope="col">
              <Caption1 className={styles.faint}>{t('whatIf.finish')}</Caption1>
            </th>
            <th scope="col">
              <Caption1 className={styles.faint}>{t('whatIf.budget')}</Caption1>
            </th>
          </tr>
        </thead>
        <tbody>
          <tr data-what-if-row="present">
            <th scope="row">
              <Caption1>{t('whatIf.present')}</Caption1>
            </th>
            <Figures figures={present} currency={currency} language={language} />
          </tr>
          {answer.scenarios.map((scenario, index) => {
            const { finishWork, budgetAtCompletion } = scenario.differences
            return (
              <tr key={`${scenario.name} ${index}`} data-what-if-row={index}>
                <th scope="row">
                  <Caption1>{scenario.name}</Caption1>
                </th>
                <Figures
                  figures={scenario.figures}
                  currency={currency}
                  language={language}
                  finishMove={<FinishMove minutes={finishWork} minutesPerDay={answer.minutesPerDay} />}
                  budgetMove={
                    <CostMove amount={budgetAtCompletion} currency={currency} language={language} />
                  }
                />
              </tr>
            )
          })}
        </tbody>
      </table>
      {hasForecast && <Caption1 className={styles.faint}>{t('whatIf.p80Hint')}</Caption1>}
      <WhatIfSimulated answer={answer} language={language} />
      {answer.scenarios.map((scenario, index) => {
        const lacking = lackingSheet(props.scenarios[index], props.sheets)
        return (
          <section key={`${scenario.name} ${index}`} className={styles.tight} data-what-if-scenario={index}>
            <Body1Strong as="h2" style={{ margin: 0 }}>
              {scenario.name}
            </Body1Strong>
            <Caption1>
              {t('whatIf.further', {
                critical: signed(scenario.differences.criticalCount),
                overloaded: scenario.figures.overloadedResources,
              })}
            </Caption1>
            {[...scenario.reasons.map(({ problem }) => problem), ...scenario.findings.slice(0, 10)].map(
              (problem, at) => (
                <Caption1 key={`${problem.code} ${at}`} className={looks.worse}>
                  {problem.text}
                </Caption1>
              ),
            )}
            {lacking && (
              <Caption1 className={styles.faint}>
                {t('whatIf.lacking', { sheet: entityOf(lacking).sheet[language] })}
              </Caption1>
            )}
            <Button
              disabled={lacking !== null || !scenario.outcomes.includes('accepted')}
              onClick={() => props.onAccept(index)}
              aria-label={`${t('whatIf.accept')}: ${scenario.name}`}
              data-what-if-accept={index}
            >
              {t('whatIf.accept')}
            </Button>
          </section>
        )
      })}
    </section>
  )
}

function Figures(props: {
  figures: WhatIfFigures
  currency: string
  language: Language
  finishMove?: React.ReactNode
  budgetMove?: React.ReactNode
}) {
  const looks = useComparisonStyles()
  const { figures, currency, language } = props
  return (
    <>
      <td>
        <Caption1 className={mergeClasses(looks.line, looks.day)}>{formatFinish(figures.finish)}</Caption1>
        {props.finishMove}
        {figures.finishP80 !== null && <P80 text={formatFinish(figures.finishP80)} />}
      </td>
      <td>
        <Caption1 className={mergeClasses(looks.line, looks.day)}>
          {formatMoney(figures.budgetAtCompletion, currency, language)}
        </Caption1>
        {props.budgetMove}
        {figures.costP80 !== null && <P80 text={formatMoney(figures.costP80, currency, language)} />}
      </td>
    </>
  )
}

/** A value whose name stands before it where there is room, else above. */
function P80({ text }: { text: string }) {
  const styles = useFrameStyles()
  const looks = useComparisonStyles()
  return (
    <Caption1 className={mergeClasses(looks.line, styles.faint)}>
      P80 <span className={looks.day}>{text}</span>
    </Caption1>
  )
}

function signed(count: number): string {
  return count > 0 ? `+${count}` : String(count)
}

function lackingSheet(
  scenario: WhatIfState['scenarios'][number] | undefined,
  sheets: readonly EntityName[],
): EntityName | null {
  return scenario?.changes.find(({ sheet }) => !sheets.includes(sheet))?.sheet ?? null
}
