import { tokens } from '@fluentui/react-components'

/** Words in a chart; those that lie over its lines have a halo, those beside it are faint. */
export function ChartText(props: {
  x: number
  y: number
  text: string
  anchor: 'start' | 'middle' | 'end'
  isFaint?: boolean
  isStrong?: boolean
}) {
  const halo = props.isFaint
    ? {}
    : { stroke: tokens.colorNeutralBackground1, strokeWidth: 3, paintOrder: 'stroke' }
  return (
    <text
      x={props.x}
      y={props.y}
      fontSize="10"
      fontWeight={props.isStrong ? 600 : 400}
      textAnchor={props.anchor}
      fill={props.isFaint ? tokens.colorNeutralForeground2 : tokens.colorNeutralForeground1}
      {...halo}
    >
      {props.text}
    </text>
  )
}
