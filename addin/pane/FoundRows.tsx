import { Caption1 } from '@fluentui/react-components'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Language, WireProblem } from '#model/contract.ts'
import type { EntityName } from '#model/entities.ts'
import { formatCount } from './format.ts'
import { useFrameStyles } from './frame-styles.ts'
import { JumpLink } from './JumpLink.tsx'

/** More than these would be slow to draw and nobody reads them; the sheet itself can be filtered. */
const mostShown = 100

/** Rows that a check names, closed until wanted, each the way to its cell. */
export function FoundRows(props: {
  rows: readonly { text: string; at: WireProblem['at'] }[]
  /** How many there are, where more are known than listed. */
  count: number
  language: Language
  sheets: readonly EntityName[]
  onJump: (at: WireProblem['at']) => void
}) {
  const { t } = useTranslation()
  const styles = useFrameStyles()
  const { rows, language } = props
  const [isOpen, setOpen] = useState(false)
  if (rows.length === 0) return null
  const shown = rows.slice(0, mostShown)
  const areShort = shown.every(({ text }) => text.length <= 16)
  const more = Math.max(rows.length, props.count) - shown.length
  return (
    <details onToggle={event => setOpen(event.currentTarget.open)}>
      <summary style={{ cursor: 'pointer' }}>
        {t('check.rows', { count: formatCount(Math.max(rows.length, props.count), language) as never })}
      </summary>
      <ul
        className={styles.list}
        style={{ gap: '4px 10px', padding: '6px 0 0 12px', ...(areShort ? besideEachOther : {}) }}
      >
        {(isOpen ? shown : []).map(({ text, at }, i) => (
          <li key={`${text} ${i}`}>
            <JumpLink text={text} at={at} sheets={props.sheets} onJump={props.onJump} />
          </li>
        ))}
      </ul>
      {isOpen && more > 0 && (
        <Caption1 className={styles.faint}>
          {t('common.more', { count: formatCount(more, language) as never })}
        </Caption1>
      )}
    </details>
  )
}

/** Codes alone stand in lines, sentences under each other. */
const besideEachOther = { flexDirection: 'row', flexWrap: 'wrap' } as const
