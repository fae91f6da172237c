import { tokens } from '@fluentui/react-components'
import { ChartText } from './ChartText.tsx'

interface Point {
  probability: number
  value: number
}

const width = 288
const height = 150
const left = 34
const right = 8
const top = 14
const bottom = 24

/** Cumulative probability over a date or an amount, with a histogram behind it and the plan and percentiles marked by lines and
 *  words, not by colour alone. */
export function SCurve(props: {
  label: string
  curve: readonly Point[]
  histogram: readonly { from: number; to: number; share: number }[]
  marks: readonly { value: number; text: string; isPlan: boolean }[]
  formatValue: (value: number) => string
}) {
  const { curve, histogram, marks } = props
  const values = [
    ...curve.map(point => point.value),
    ...marks.map(mark => mark.value),
    ...histogram.flatMap(bar => [bar.from, bar.to]),
  ]
  const least = Math.min(...values)
  const most = Math.max(...values)
  const span = most - least || 1
  const x = (value: number) => left + ((value - least) / span) * (width - left - right)
  const y = (probability: number) => height - bottom - probability * (height - top - bottom)
  const tallest = Math.max(...histogram.map(bar => bar.share), Number.EPSILON)
  const line = curve.map(point => `${x(point.value).toFixed(1)},${y(point.probability).toFixed(1)}`)
  return (
    <svg viewBox={`0 0 ${width} ${height}`} width="100%" role="img" aria-label={props.label} data-s-curve>
      {[0, 0.5, 1].map(probability => (
        <g key={probability}>
          <line
            x1={left}
            x2={width - right}
            y1={y(probability)}
            y2={y(probability)}
            stroke={tokens.colorNeutralStroke2}
          />
          <ChartText
            x={left - 4}
            y={y(probability) + 3}
            text={`${Math.round(probability * 100)}%`}
            anchor="end"
            isFaint
          />
        </g>
      ))}
      {histogram.map(bar => (
        <rect
          key={bar.from}
          x={x(bar.from)}
          width={Math.max(0.5, x(bar.to) - x(bar.from) - 0.5)}
          y={y((bar.share / tallest) * 0.6)}
          height={y(0) - y((bar.share / tallest) * 0.6)}
          fill={tokens.colorNeutralBackground5}
          stroke={tokens.colorNeutralStroke1}
          strokeWidth="0.5"
        />
      ))}
      <polyline points={line.join(' ')} fill="none" stroke={tokens.colorBrandForeground1} strokeWidth="2" />
      {marks.map((mark, i) => (
        <g key={mark.text}>
          <line
            x1={x(mark.value)}
            x2={x(mark.value)}
            y1={top}
            y2={y(0)}
            stroke={tokens.colorNeutralForeground1}
            strokeWidth="1"
            strokeDasharray={mark.isPlan ? undefined : '3 2'}
          />
          <ChartText
            x={Math.min(Math.max(x(mark.value), left + 12), width - right - 12)}
            y={i % 2 === 0 ? 9 : top + 9}
            text={mark.text}
            anchor="middle"
            isStrong={mark.isPlan}
          />
        </g>
      ))}
      <ChartText x={x(least)} y={height - 8} text={props.formatValue(least)} anchor="start" isFaint />
      <ChartText x={x(most)} y={height - 8} text={props.formatValue(most)} anchor="end" isFaint />
    </svg>
  )
}
