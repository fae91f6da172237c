import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ForecastAnswer, Language } from '#model/contract.ts'
import { formatFinish, formatMoney } from './format.ts'
import { ForecastCone } from './ForecastCone.tsx'

/** The forecasts so far, drawn from the second one on; closed until wanted. */
export function ForecastCourse(props: { forecast: ForecastAnswer; currency: string; language: Language }) {
  const { t } = useTranslation()
  const [isOpen, setOpen] = useState(false)
  const { course } = props.forecast
  const finish = course.flatMap(one => pointOf(one.statusAt, one.plannedFinish, one.finish))
  const cost = course.flatMap(one => pointOf(one.statusAt, one.budgetAtCompletion, one.cost))
  if (finish.length < 2 && cost.length < 2) return null
  return (
    <details onToggle={event => setOpen(event.currentTarget.open)}>
      <summary style={{ cursor: 'pointer' }}>{t('forecast.course')}</summary>
      {isOpen && finish.length > 1 && (
        <ForecastCone
          label={t('forecast.courseFinish')}
          points={finish}
          formatValue={value => formatFinish(Math.round(value))}
        />
      )}
      {isOpen && cost.length > 1 && (
        <ForecastCone
          label={t('forecast.courseCost')}
          points={cost}
          formatValue={value => formatMoney(Math.round(value), props.currency, props.language)}
        />
      )}
    </details>
  )
}

function pointOf(at: number, planned: number | null, range: ForecastAnswer['finish']) {
  const { p10, p50, p80, p90 } = range
  return p10 === null || p50 === null || p80 === null || p90 === null
    ? []
    : [{ at, planned, p10, p50, p80, p90 }]
}
