import { Body1, Button, Caption1, Caption1Strong } from '@fluentui/react-components'
import {
  ArrowClockwise20Regular,
  CheckmarkCircle20Regular,
  ErrorCircle20Regular,
  Target20Regular,
  Warning20Regular,
} from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import type { CellValue, Language, WireProblem } from '#model/contract.ts'
import { entityOf } from '#model/entities.ts'
import type { Receipt, ReceiptItem } from '../sync/receipt.ts'
import { formatInstant } from './format.ts'
import { useFrameStyles } from './frame-styles.ts'
import { ScreenHead } from './ScreenHead.tsx'

/** Every change that was not simply accepted, with the reason, the way to its cell, and the choice where two edits collide. */
export function ReceiptScreen(props: {
  receipt: Receipt
  language: Language
  isBusy: boolean
  /** What a cell shows for a value on the wire. */
  showValue: (item: ReceiptItem, value: CellValue) => string
  onJump: (at: WireProblem['at']) => void
  onSettle: (item: ReceiptItem, keep: 'mine' | 'theirs') => void
  onBack: () => void
}) {
  const { t } = useTranslation()
  const styles = useFrameStyles()
  const { receipt } = props
  return (
    <>
      <ScreenHead title={t('receipt.title')} onBack={props.onBack} />
      <main className={styles.body}>
        <Caption1 className={styles.faint}>{formatInstant(receipt.at, props.language)}</Caption1>
        <Body1>{receipt.found === 0 ? t('receipt.nothing') : t('receipt.sum', { ...receipt })}</Body1>
        {receipt.items.length === 0 && (
          <div className={styles.row}>
            <CheckmarkCircle20Regular aria-hidden />
            <Body1>{t('receipt.allGood')}</Body1>
          </div>
        )}
        <ul className={styles.list}>
          {receipt.items.map((item, i) => (
            <Item key={`${item.rowKey} ${item.field} ${i}`} item={item} {...props} />
          ))}
        </ul>
      </main>
    </>
  )
}

function Item(props: {
  item: ReceiptItem
  language: Language
  isBusy: boolean
  showValue: (item: ReceiptItem, value: CellValue) => string
  onJump: (at: WireProblem['at']) => void
  onSettle: (item: ReceiptItem, keep: 'mine' | 'theirs') => void
}) {
  const { t } = useTranslation()
  const styles = useFrameStyles()
  const { item, language } = props
  const { sheet, rowKey, field } = item
  const Icon = icons[item.outcome]
  const label = field === '' ? t('receipt.row') : entityOf(sheet).fields[field]?.label[language]
  const place = [entityOf(sheet).sheet[language], item.rowName, label].filter(Boolean).join(' · ')
  return (
    <li className={styles.item} data-outcome={item.outcome} data-field={field}>
      <div className={styles.row}>
        <Icon style={{ flexShrink: 0 }} aria-hidden />
        <Caption1Strong>{t(`receipt.${item.outcome}`)}</Caption1Strong>
        <Caption1 className={styles.faint}>{place}</Caption1>
      </div>
      <Body1>{item.problem.text}</Body1>
      {item.outcome === 'conflict' && (
        <>
          <Caption1>{t('receipt.base', { value: props.showValue(item, item.base) })}</Caption1>
          <Caption1>{t('receipt.mine', { value: props.showValue(item, item.mine) })}</Caption1>
          <Caption1>{t('receipt.stored', { value: props.showValue(item, item.stored) })}</Caption1>
          <div className={styles.buttons}>
            <Button size="small" disabled={props.isBusy} onClick={() => props.onSettle(item, 'mine')}>
              {t('receipt.keepMine')}
            </Button>
            <Button size="small" disabled={props.isBusy} onClick={() => props.onSettle(item, 'theirs')}>
              {t('receipt.takeTheirs')}
            </Button>
          </div>
        </>
      )}
      <Button size="small" icon={<Target20Regular />} onClick={() => props.onJump({ sheet, rowKey, field })}>
        {t('receipt.jump')}
      </Button>
    </li>
  )
}

const icons = {
  refused: ErrorCircle20Regular,
  conflict: Warning20Regular,
  readOnly: ArrowClockwise20Regular,
}
