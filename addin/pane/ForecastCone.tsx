import { Caption1, tokens } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import { ChartText } from './ChartText.tsx'
import { formatStart } from './format.ts'

interface ConePoint {
  at: number
  planned: number | null
  p10: number
  p50: number
  p80: number
  p90: number
}

const width = 264
const height = 130
const left = 4
const right = 4
const top = 14
const bottom = 18

/** How forecasts went from one data date to the next: the range from P10 to P90 as an area, P50 and P80 as lines of their own pattern,
 *  the plan dotted, each with its name at the end. */
export function ForecastCone(props: {
  label: string
  points: readonly ConePoint[]
  formatValue: (value: number) => string
}) {
  const { t } = useTranslation()
  const { points } = props
  const values = points.flatMap(({ p10, p90, planned }) => [p10, p90, ...(planned === null ? [] : [planned])])
  const [least, most] = [Math.min(...values), Math.max(...values)]
  const [from, to] = [points[0]?.at ?? 0, points.at(-1)?.at ?? 1]
  const x = (at: number) => left + ((at - from) / (to - from || 1)) * (width - left - right)
  const y = (value: number) =>
    height - bottom - ((value - least) / (most - least || 1)) * (height - top - bottom)
  const path = (list: readonly { at: number; value: number }[]) =>
    list.map(({ at, value }) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`).join(' ')
  const line = (name: 'p10' | 'p50' | 'p80' | 'p90') =>
    points.map(point => ({ at: point.at, value: point[name] }))
  const plan = points.flatMap(({ at, planned }) => (planned === null ? [] : [{ at, value: planned }]))
  const last = points.at(-1)
  return (
    <figure style={{ margin: 0 }}>
      <Caption1 as="span">{props.label}</Caption1>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        width="100%"
        role="img"
        aria-label={`${props.label}: P50 ${props.formatValue(last?.p50 ?? 0)}, P80 ${props.formatValue(last?.p80 ?? 0)}`}
        data-cone
      >
        <polygon
          points={path([...line('p10'), ...line('p90').toReversed()])}
          fill={tokens.colorNeutralBackground5}
          stroke={tokens.colorNeutralStroke1}
          strokeWidth="0.5"
        />
        <polyline
          points={path(line('p50'))}
          fill="none"
          stroke={tokens.colorBrandForeground1}
          strokeWidth="2"
        />
        <polyline
          points={path(line('p80'))}
          fill="none"
          stroke={tokens.colorBrandForeground1}
          strokeWidth="1.5"
          strokeDasharray="4 2"
        />
        {plan.length > 0 && (
          <polyline
            points={path(plan)}
            fill="none"
            stroke={tokens.colorNeutralForeground1}
            strokeWidth="1.5"
            strokeDasharray="1 3"
          />
        )}
        {last && (
          <>
            <ChartText
              anchor="end"
              x={width - right}
              y={y(last.p80) - 3}
              text={`P80 ${props.formatValue(last.p80)}`}
            />
            <ChartText
              anchor="end"
              x={width - right}
              y={y(last.p50) + 11}
              text={`P50 ${props.formatValue(last.p50)}`}
            />
          </>
        )}
        {plan[0] && (
          <ChartText anchor="start" x={left} y={y(plan[0].value) - 3} text={t('simulation.plan')} />
        )}
        <ChartText anchor="start" x={left} y={height - 5} text={formatStart(from)} />
        <ChartText anchor="end" x={width - right} y={height - 5} text={formatStart(to)} />
      </svg>
    </figure>
  )
}
