import type { Analytics } from '#analytics'
import type { Language } from '#model/contract.ts'
import type { ExplanationAnswer } from '#model/explanation-contract.ts'
import { type MinorUnits, moneyToMajor } from '#model/money.ts'
import { formatMinute, type PlanMinute } from '#model/plan-time.ts'

type Explained = Awaited<ReturnType<Analytics['explain']>>
type Movement = Pick<Explained, 'moved' | 'movedWork' | 'minutesPerDay' | 'currency'> & {
  movedBudget: number
}

/** An explained change with its words in one language. */
export function explanationInWords(explained: Explained, language: Language): ExplanationAnswer {
  const { causes, currency, ...rest } = explained
  const { minutesPerDay, finish, budget } = explained
  const total = movementText({ ...explained, movedBudget: budget.after - budget.before }, language)
  const day = (minute: number | null) =>
    minute === null ? '—' : formatMinute(minute as PlanMinute).slice(0, 10)
  return {
    ...rest,
    parts: causes.map(({ text, ...cause }) => ({
      ...cause,
      text: `${text[language]} → ${movementText({ ...cause, minutesPerDay, currency }, language)}`,
    })),
    summary:
      language === 'zh'
        ? `计算完工 ${day(finish.before)} → ${day(finish.after)}：${total}`
        : `Calculated finish ${day(finish.before)} → ${day(finish.after)}: ${total}`,
  }
}

function movementText(
  { moved, movedWork, minutesPerDay, movedBudget, currency }: Movement,
  language: Language,
): string {
  const isChinese = language === 'zh'
  const budget =
    movedBudget === 0
      ? ''
      : isChinese
        ? `，预算 ${signed(movedBudget, currency)}`
        : `, budget ${signed(movedBudget, currency)}`
  if (moved === null) return (isChinese ? '完工未知' : 'finish not known') + budget
  if (moved === 0) return (isChinese ? '完工不变' : 'finish unchanged') + budget
  const amount = amountText(Math.abs(moved), Math.abs(movedWork ?? 0), minutesPerDay, isChinese)
  if (isChinese) return `完工${moved > 0 ? '推迟' : '提前'} ${amount}${budget}`
  return `finish ${amount} ${moved > 0 ? 'later' : 'earlier'}${budget}`
}

/** Working days where there are any, else time of the clock. */
function amountText(moved: number, movedWork: number, minutesPerDay: number, isChinese: boolean): string {
  const [minutes, perDay] = movedWork > 0 ? [movedWork, minutesPerDay] : [moved, 1440]
  const days = Math.round((minutes / perDay) * 10) / 10
  if (days >= 0.1) return isChinese ? `${days} 天` : `${days} d`
  return isChinese ? `${minutes} 分钟` : `${minutes} min`
}

function signed(amount: number, currency: string): string {
  return `${amount > 0 ? '+' : ''}${moneyToMajor(amount as MinorUnits, currency)} ${currency}`
}
