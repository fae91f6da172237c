import { Body1, Body1Strong, Button, Caption1, Card } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { Language } from '#model/contract.ts'
import type { Receipt } from '../sync/receipt.ts'
import { formatCount, formatInstant } from './format.ts'
import { useFrameStyles } from './frame-styles.ts'

/** The last receipt in short: what was changed is what was accepted, refused, in conflict or put back. */
export function ReceiptCard(props: { receipt: Receipt; language: Language; onDetails: () => void }) {
  const { t } = useTranslation()
  const styles = useFrameStyles()
  const { receipt, language } = props
  return (
    <Card
      role="group"
      aria-label={t('receipt.title')}
      data-receipt={receipt.found}
      data-receipt-at={receipt.at}
    >
      <div className={styles.row}>
        <Body1Strong className={styles.grow}>{t('receipt.title')}</Body1Strong>
        <Caption1>{t('receipt.at', { time: formatInstant(receipt.at, language) })}</Caption1>
      </div>
      <Body1>{receipt.found === 0 ? t('receipt.nothing') : t('receipt.sum', { ...receipt })}</Body1>
      {receipt.pulledCells > 0 && (
        <Caption1 className={styles.faint}>
          {t('receipt.pulled', { count: formatCount(receipt.pulledCells, language) as never })}
        </Caption1>
      )}
      {receipt.items.length > 0 && (
        <Button size="small" onClick={props.onDetails}>
          {t('receipt.details')}
        </Button>
      )}
    </Card>
  )
}
