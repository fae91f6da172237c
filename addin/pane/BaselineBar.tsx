import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components'
import { Dismiss20Regular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import type { BaselineTaken, Language } from '#model/contract.ts'
import { formatCount } from './format.ts'

/** Which baseline the plan has just become. */
export function BaselineBar(props: { baseline: BaselineTaken; language: Language; onDismiss: () => void }) {
  const { t } = useTranslation()
  const { code, activities } = props.baseline
  return (
    <MessageBar
      intent="success"
      layout="multiline"
      role="status"
      style={{ flexShrink: 0 }}
      data-baseline={code}
    >
      <MessageBarBody>
        {t('home.baselineTaken', { code, count: formatCount(activities, props.language) })}
      </MessageBarBody>
      <MessageBarActions
        containerAction={
          <Button
            appearance="transparent"
            size="small"
            icon={<Dismiss20Regular />}
            aria-label={t('common.close')}
            onClick={props.onDismiss}
          />
        }
      />
    </MessageBar>
  )
}
