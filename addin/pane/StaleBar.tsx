import { MessageBar, MessageBarBody } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { PaneState } from '../session/state.ts'

/** Says that the results shown are older than what they were made from: a new data date, edits, or edits in linked projects. */
export function StaleBar({
  isNewDate,
  calculatedFrom,
  staleLinks,
  language,
  change,
}: Pick<PaneState, 'isNewDate' | 'calculatedFrom' | 'staleLinks' | 'language'> & {
  /** The project's change number now. */
  change: number
}) {
  const { t } = useTranslation()
  const isEdited = calculatedFrom.last !== null && change > calculatedFrom.last
  if (!isNewDate && !isEdited && staleLinks.length === 0) return null
  return (
    <MessageBar intent="warning" layout="multiline" style={{ flexShrink: 0 }} data-stale>
      <MessageBarBody>
        {isNewDate ? t('home.dateNeedsRefresh') : isEdited ? t('home.editsNeedRefresh') : null}
        {staleLinks.length > 0 &&
          t('home.linksNeedRefresh', { projects: staleLinks.join(language === 'zh' ? '、' : ', ') })}
      </MessageBarBody>
    </MessageBar>
  )
}
