import { Body1Strong, Button, Caption1, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Language } from '#model/contract.ts'
import { type EntityName, entityOf } from '#model/entities.ts'
import type { WhatIfAnswer, WhatIfFigures } from '#model/what-if-contract.ts'
import type { WhatIfState } from '../session/what-if-scenario.ts'
import { formatFinish, formatMoney } from './format.ts'
import { useFrameStyles } from './frame-styles.ts'

const useStyles = makeStyles({
  table: {
    borderCollapse: 'collapse',
    width: '100%',
    '& th, & td': {
      padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalXS}`,
      borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
      textAlign: 'left',
      verticalAlign: 'top',
      fontWeight: 'normal',
    },
    '& td': { fontVariantNumeric: 'tabular-nums' },
  },
  line: { display: 'block' },
  day: { whiteSpace: 'nowrap' },
  worse: { color: tokens.colorPaletteDarkOrangeForeground1 },
  better: { color: tokens.colorPaletteGreenForeground1 },
})

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
  const looks = useStyles()
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
                  finishMove={<Move by={finishWork} text={movedDays(t, finishWork, answer.minutesPerDay)} />}
                  budgetMove={
                    <Move
                      by={budgetAtCompletion}
                      text={movedMoney(t, budgetAtCompletion, currency, language)}
                    />
                  }
                />
              </tr>
            )
          })}
        </tbody>
      </table>
      {hasForecast && <Caption1 className={styles.faint}>{t('whatIf.p80Hint')}</Caption1>}
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
  const { t } = useTranslation()
  const styles = useFrameStyles()
  const looks = useStyles()
  const { figures, currency, language } = props
  return (
    <>
      <td className={looks.day}>
        <Caption1 className={looks.line}>{formatFinish(figures.finish)}</Caption1>
        {props.finishMove}
        {figures.finishP80 !== null && (
          <Caption1 className={mergeClasses(looks.line, styles.faint)}>
            {t('whatIf.p80', { value: formatFinish(figures.finishP80) })}
          </Caption1>
        )}
      </td>
      <td>
        <Caption1 className={looks.line}>
          {formatMoney(figures.budgetAtCompletion, currency, language)}
        </Caption1>
        {props.budgetMove}
        {figures.costP80 !== null && (
          <Caption1 className={mergeClasses(looks.line, styles.faint)}>
            {t('whatIf.p80', { value: formatMoney(figures.costP80, currency, language) })}
          </Caption1>
        )}
      </td>
    </>
  )
}

function Move({ by, text }: { by: number | null; text: string }) {
  const looks = useStyles()
  if (by === null) return null
  return (
    <Caption1 className={mergeClasses(looks.line, by > 0 && looks.worse, by < 0 && looks.better)}>
      {text}
    </Caption1>
  )
}

function movedDays(t: TFunction, minutes: number | null, minutesPerDay: number): string {
  if (!minutes) return t('whatIf.same')
  const days = String(Math.round((Math.abs(minutes) / minutesPerDay) * 10) / 10)
  return t(minutes > 0 ? 'whatIf.later' : 'whatIf.earlier', { days })
}

function movedMoney(t: TFunction, amount: number | null, currency: string, language: Language): string {
  if (!amount) return t('whatIf.same')
  return `${amount > 0 ? '+' : ''}${formatMoney(amount, currency, language)}`
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
