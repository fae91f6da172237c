import { Button, Subtitle2 } from '@fluentui/react-components'
import { ChevronLeft20Regular } from '@fluentui/react-icons'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFrameStyles } from './frame-styles.ts'

/** Title of a screen, with the way back where there is one. */
export function ScreenHead({
  title,
  onBack,
  children,
}: {
  title: string
  onBack?: () => void
  children?: ReactNode
}) {
  const { t } = useTranslation()
  const styles = useFrameStyles()
  return (
    <header className={styles.head}>
      {onBack && (
        <Button
          appearance="subtle"
          size="small"
          icon={<ChevronLeft20Regular />}
          aria-label={t('common.back')}
          onClick={onBack}
        />
      )}
      <Subtitle2 as="h1" className={styles.grow} style={{ margin: 0 }}>
        {title}
      </Subtitle2>
      {children}
    </header>
  )
}
