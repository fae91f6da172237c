import { Button, Caption1, Input, mergeClasses } from '@fluentui/react-components'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Language } from '#model/contract.ts'
import { type CostKind, costKinds } from '#model/entities/resource.ts'
import { describeProblem } from '#model/problems.ts'
import type { SimulationAnswer } from '#model/simulation-contract.ts'
import {
  type CostColumn,
  type CostDrafts,
  type CostProblem,
  costColumns,
  countDrafted,
  draftedKinds,
  draftGivenCosts,
} from '../session/cost-drafts.ts'
import { useComparisonStyles } from './comparison-styles.ts'
import { formatIndex, formatPercent } from './format.ts'
import { useFrameStyles } from './frame-styles.ts'

const columns = Object.keys(costColumns) as CostColumn[]

/** What a simulation is to assume of costs by kind, closed until wanted; blank fields show in grey what was assumed last. */
export function CostFields(props: {
  drafts: CostDrafts
  problems: ReadonlyMap<CostKind, CostProblem>
  assumed: SimulationAnswer['costAssumptions']
  isOpen: boolean
  isDisabled: boolean
  language: Language
  onToggle: (isOpen: boolean) => void
  onChange: (drafts: CostDrafts) => void
}) {
  const { t } = useTranslation()
  const styles = useFrameStyles()
  const looks = useComparisonStyles()
  const { drafts, problems, language } = props
  const count = countDrafted(drafts)
  const change = (kind: CostKind, column: CostColumn, text: string): void =>
    props.onChange({ ...drafts, [kind]: { ...drafts[kind], [column]: text } })
  return (
    <details
      open={props.isOpen}
      onToggle={event => props.onToggle(event.currentTarget.open)}
      data-cost-fields
    >
      <summary style={{ cursor: 'pointer' }}>
        {count === 0
          ? t('simulation.costs.change')
          : t('simulation.costs.changed', { count: count as never })}
      </summary>
      <div className={styles.stack} style={{ paddingTop: 6 }}>
        <table className={looks.fields}>
          <thead>
            <tr>
              <th scope="col">
                <Caption1 className={styles.faint}>{t('simulation.assumption.kind')}</Caption1>
              </th>
              {columns.map(column => (
                <th key={column} scope="col">
                  <Caption1 className={styles.faint}>{costColumns[column][language]}</Caption1>
                </th>
              ))}
            </tr>
          </thead>
          {draftedKinds.map(kind => (
            <CostRow key={kind} {...props} kind={kind} problem={problems.get(kind) ?? null} onType={change} />
          ))}
        </table>
        <Caption1 className={styles.faint}>{t('simulation.costs.hint')}</Caption1>
        <Button
          size="small"
          disabled={props.isDisabled || count === 0}
          onClick={() => props.onChange(draftGivenCosts([]))}
          data-cost-reset
        >
          {t('simulation.costs.reset')}
        </Button>
      </div>
    </details>
  )
}

function CostRow(props: {
  kind: CostKind
  drafts: CostDrafts
  problem: CostProblem | null
  assumed: SimulationAnswer['costAssumptions']
  isDisabled: boolean
  language: Language
  onType: (kind: CostKind, column: CostColumn, text: string) => void
}) {
  const looks = useComparisonStyles()
  const said = useId()
  const { kind, problem, language } = props
  const words = costKinds[kind][language]
  return (
    <tbody>
      <tr>
        <th scope="row">
          <Caption1>{words}</Caption1>
        </th>
        {columns.map(column => {
          const isWrong = problem?.column === column
          return (
            <td key={column}>
              <Input
                size="small"
                style={{ width: '100%', minWidth: 0 }}
                input={{ style: { width: '100%', minWidth: 0 }, inputMode: 'decimal' }}
                value={props.drafts[kind][column]}
                placeholder={lastOf(props.assumed, kind, column)}
                disabled={props.isDisabled}
                aria-label={`${words} ${costColumns[column][language]}`}
                {...(isWrong && { 'aria-invalid': true, 'aria-describedby': said })}
                onChange={(_, { value }) => props.onType(kind, column, value)}
              />
            </td>
          )
        })}
      </tr>
      {problem && (
        <tr>
          <td colSpan={columns.length + 1}>
            <Caption1
              id={said}
              role="alert"
              className={mergeClasses(looks.line, looks.wrong)}
              data-cost-problem={problem.code}
            >
              {describeProblem(problem, language)}
            </Caption1>
          </td>
        </tr>
      )}
    </tbody>
  )
}

/** What history or the default said last time; nothing where something else was given then. */
function lastOf(assumed: SimulationAnswer['costAssumptions'], kind: CostKind, column: CostColumn): string {
  const last = assumed.find(one => one.kind === kind)
  if (!last) return ''
  if (column === 'timeShare') return last.timeShareSource === 'given' ? '' : formatPercent(last.timeShare)
  return last.source === 'given' ? '' : formatIndex(last[column])
}
