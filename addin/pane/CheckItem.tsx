import { Body1, Caption1, Caption1Strong, tokens } from '@fluentui/react-components'
import { CheckmarkCircle20Regular, ErrorCircle20Regular, Info20Regular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import type { PlanCheckAnswer } from '#model/check-contract.ts'
import type { Language, WireProblem } from '#model/contract.ts'
import type { EntityName } from '#model/entities.ts'
import { formatCount, formatIndex } from './format.ts'
import { FoundRows } from './FoundRows.tsx'
import { useFrameStyles } from './frame-styles.ts'

/** One DCMA point: result in words and as icon, metric against its limit, and the rows that fail it. */
export function CheckItem(props: {
  check: PlanCheckAnswer['checks'][number]
  language: Language
  sheets: readonly EntityName[]
  onJump: (at: WireProblem['at']) => void
}) {
  const { t } = useTranslation()
  const styles = useFrameStyles()
  const { check } = props
  const { Icon, color, word } = results[check.result]
  return (
    <li className={styles.item} data-check={check.number} data-result={check.result}>
      <div className={styles.row}>
        <Icon style={{ color, flexShrink: 0 }} aria-hidden />
        <Body1 className={styles.grow}>
          {check.number}. {check.name}
        </Body1>
        <Caption1Strong className={styles.badge}>{t(`check.${word}`)}</Caption1Strong>
      </div>
      {check.result !== 'not run' && (
        <Caption1>
          {t('check.metric', {
            metric: formatMetric(check.number, check.metric),
            limit: `${moreIsBetter.has(check.number) ? '≥' : '≤'} ${formatMetric(check.number, check.threshold)}`,
            count: formatCount(check.count, props.language) as never,
            of: formatCount(check.of, props.language),
          })}
        </Caption1>
      )}
      {check.reason && <Caption1 className={styles.faint}>{check.reason}</Caption1>}
      <FoundRows
        {...props}
        rows={check.items.map((text, i) => ({ text, at: check.places[i] ?? {} }))}
        count={check.items.length}
      />
    </li>
  )
}

/** Points that count rows, and those whose metric is an index; the others are shares. */
const counted: ReadonlySet<number> = new Set([2, 7, 9, 10])
const indices: ReadonlySet<number> = new Set([13, 14])
const moreIsBetter: ReadonlySet<number> = new Set([4, 12, 13, 14])

function formatMetric(number: number, value: number | null): string {
  if (value === null) return '—'
  if (counted.has(number)) return String(value)
  return indices.has(number) ? formatIndex(value) : `${Number((value * 100).toFixed(1))}%`
}

const results = {
  pass: { Icon: CheckmarkCircle20Regular, color: tokens.colorPaletteGreenForeground1, word: 'pass' },
  fail: { Icon: ErrorCircle20Regular, color: tokens.colorPaletteRedForeground1, word: 'fail' },
  'not run': { Icon: Info20Regular, color: tokens.colorNeutralForeground3, word: 'notRun' },
} as const
