import { Caption1, mergeClasses } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { Language } from '#model/contract.ts'
import { useComparisonStyles } from './comparison-styles.ts'
import { formatMoney } from './format.ts'

/** By how many working days a scenario moves a date; nothing where that is not known. */
export function FinishMove({ minutes, minutesPerDay }: { minutes: number | null; minutesPerDay: number }) {
  const { t } = useTranslation()
  if (!minutes) return <Move by={minutes} text={t('whatIf.same')} />
  const days = String(Math.round((Math.abs(minutes) / minutesPerDay) * 10) / 10)
  return <Move by={minutes} text={t(minutes > 0 ? 'whatIf.later' : 'whatIf.earlier', { days })} />
}

/** By how much a scenario is dearer or cheaper; nothing where that is not known. */
export function CostMove({
  amount,
  currency,
  language,
}: {
  amount: number | null
  currency: string
  language: Language
}) {
  const { t } = useTranslation()
  if (!amount) return <Move by={amount} text={t('whatIf.same')} />
  return <Move by={amount} text={`${amount > 0 ? '+' : ''}${formatMoney(amount, currency, language)}`} />
}

function Move({ by, text }: { by: number | null; text: string }) {
  const looks = useComparisonStyles()
  if (by === null) return null
  return (
    <Caption1 className={mergeClasses(looks.line, looks.day, by > 0 && looks.worse, by < 0 && looks.better)}>
      {text}
    </Caption1>
  )
}
