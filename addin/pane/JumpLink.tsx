import { Body1, Link } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { WireProblem } from '#model/contract.ts'
import { type EntityName, isEntityName } from '#model/entities.ts'

/** The name of a row, as the way to its cell where this workbook shows the sheet. */
export function JumpLink(props: {
  text: string
  at: WireProblem['at']
  sheets: readonly EntityName[]
  onJump: (at: WireProblem['at']) => void
}) {
  const { t } = useTranslation()
  const { at } = props
  const isHere =
    at.sheet !== undefined && isEntityName(at.sheet) && props.sheets.includes(at.sheet) && Boolean(at.rowKey)
  if (!isHere) return <Body1>{props.text}</Body1>
  return (
    <Link
      as="button"
      onClick={() => props.onJump(at)}
      title={t('problems.jump')}
      data-jump={at.rowKey}
      style={{ textAlign: 'left' }}
    >
      {props.text}
    </Link>
  )
}
