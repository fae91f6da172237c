import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components'
import { Dismiss20Regular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import type { Failure } from '../session/state.ts'

/** Why the last command did not do what was asked. */
export function FailureBar({ failure, onDismiss }: { failure: Failure; onDismiss: () => void }) {
  const { t } = useTranslation()
  return (
    <MessageBar
      intent={failure.kind === 'away' ? 'warning' : 'error'}
      layout="multiline"
      role="alert"
      style={{ flexShrink: 0 }}
    >
      <MessageBarBody>{failure.text}</MessageBarBody>
      <MessageBarActions
        containerAction={
          <Button
            appearance="transparent"
            size="small"
            icon={<Dismiss20Regular />}
            aria-label={t('common.close')}
            onClick={onDismiss}
          />
        }
      />
    </MessageBar>
  )
}
