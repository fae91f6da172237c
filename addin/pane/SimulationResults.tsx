import { Body1Strong, Caption1 } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { Language, WireProblem } from '#model/contract.ts'
import type { EntityName } from '#model/entities.ts'
import type { SimulationAnswer } from '#model/simulation-contract.ts'
import { CostAssumptions } from './CostAssumptions.tsx'
import { formatCount, formatFinish, formatMoney, formatPercent } from './format.ts'
import { FoundRows } from './FoundRows.tsx'
import { useFrameStyles } from './frame-styles.ts'
import { KeptTogether } from './KeptTogether.tsx'
import { SCurve } from './SCurve.tsx'
import { Tornado } from './Tornado.tsx'

/** What a simulation found: dates, amounts, both together, what drives the finish, and from what it was made. */
export function SimulationResults(props: {
  simulation: SimulationAnswer
  currency: string
  sheets: readonly EntityName[]
  language: Language
  onJump: (at: WireProblem['at']) => void
}) {
  const { t } = useTranslation()
  const styles = useFrameStyles()
  const { simulation, language, currency } = props
  const { finish, cost, jointP80, tornado, criticality, findings } = simulation
  const money = (value: number) => formatMoney(Math.round(value), currency, language)
  return (
    <>
      <section className={styles.tight} data-simulated-finish>
        <Body1Strong as="h2" style={{ margin: 0 }}>
          <KeptTogether
            text={t('simulation.finish', { p50: formatFinish(finish.p50), p80: formatFinish(finish.p80) })}
          />
        </Body1Strong>
        {finish.planned !== null && finish.plannedProbability !== null && (
          <Caption1>
            {t('simulation.kept', {
              planned: formatFinish(finish.planned),
              percent: formatPercent(finish.plannedProbability),
            })}
          </Caption1>
        )}
        {simulation.levelled && <Caption1 data-levelled>{t('simulation.wasLevelled')}</Caption1>}
        <SCurve
          {...finish}
          label={t('simulation.finishCurve')}
          marks={marksOf(finish, t('simulation.plan'))}
          formatValue={value => formatFinish(Math.round(value))}
        />
      </section>
      {cost && (
        <section className={styles.tight} data-simulated-cost>
          <Body1Strong as="h2" style={{ margin: 0 }}>
            <KeptTogether text={t('simulation.cost', { p50: money(cost.p50), p80: money(cost.p80) })} />
          </Body1Strong>
          {cost.planned !== null && cost.plannedProbability !== null && (
            <Caption1>
              {t('simulation.kept', {
                planned: money(cost.planned),
                percent: formatPercent(cost.plannedProbability),
              })}
            </Caption1>
          )}
          <SCurve
            {...cost}
            label={t('simulation.costCurve')}
            marks={marksOf(cost, t('simulation.plan'))}
            formatValue={money}
          />
          {jointP80 && (
            <Caption1>
              {t('simulation.joint', { finish: formatFinish(jointP80.finish), cost: money(jointP80.cost) })}
            </Caption1>
          )}
        </section>
      )}
      {cost && <CostAssumptions assumptions={simulation.costAssumptions} language={language} />}
      {tornado.length > 0 && (
        <section className={styles.tight}>
          <Body1Strong as="h2" style={{ margin: 0 }}>
            {t('simulation.drivers')}
          </Body1Strong>
          <Caption1 className={styles.faint}>{t('simulation.driversHint')}</Caption1>
          <Tornado drivers={tornado} expected={finish.mean} sheets={props.sheets} onJump={props.onJump} />
        </section>
      )}
      <section className={styles.tight}>
        <Body1Strong as="h2" style={{ margin: 0 }}>
          {t('simulation.critical')}
        </Body1Strong>
        <FoundRows
          {...props}
          count={criticality.length}
          rows={criticality.map(one => ({
            text: t('simulation.criticalRow', {
              code: one.code,
              name: one.name,
              percent: formatPercent(one.criticality),
            }),
            at: { sheet: 'activity', rowKey: one.rowKey, code: one.code, field: 'name' },
          }))}
        />
      </section>
      <section className={styles.tight}>
        <Caption1 className={styles.faint}>
          {t('simulation.made', {
            count: formatCount(simulation.runs, language) as never,
            seed: simulation.seed,
            distribution: t(`simulation.${simulation.distribution}`, simulation.distribution),
            ended: t(`simulation.ended.${simulation.endedBy}`),
          })}
        </Caption1>
        {simulation.ranges.map(({ source, activities }) => (
          <Caption1 key={source} className={styles.faint}>
            {t(`simulation.source.${source}`, { count: formatCount(activities, language) as never })}
          </Caption1>
        ))}
        {findings.slice(0, 12).map((finding, i) => (
          <Caption1 key={`${finding.code} ${i}`}>{finding.text}</Caption1>
        ))}
        {findings.length > 12 && (
          <Caption1 className={styles.faint}>
            {t('common.more', { count: (findings.length - 12) as never })}
          </Caption1>
        )}
      </section>
    </>
  )
}

function marksOf(summary: { planned: number | null; p50: number; p80: number }, plan: string) {
  return [
    ...(summary.planned === null ? [] : [{ value: summary.planned, text: plan, isPlan: true }]),
    { value: summary.p50, text: 'P50', isPlan: false },
    { value: summary.p80, text: 'P80', isPlan: false },
  ]
}
