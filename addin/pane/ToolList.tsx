import { Body1, Body1Strong, Button, Caption1 } from '@fluentui/react-components'
import { ChevronRight20Regular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import type { Role } from '#model/field.ts'
import type { PaneActions } from './actions.ts'
import { useFrameStyles } from './frame-styles.ts'
import { tools } from './tools.ts'

/** The tools that a role may use, each with what it is for. */
export function ToolList(props: { role: Role | null; isBusy: boolean; actions: PaneActions }) {
  const { t } = useTranslation()
  const styles = useFrameStyles()
  const { role } = props
  const shown = tools.filter(({ roles }) => role !== null && roles.includes(role))
  return (
    <nav aria-label={t('tools.title')} className={styles.tight}>
      <Body1Strong as="h2" style={{ margin: 0 }}>
        {t('tools.title')}
      </Body1Strong>
      {shown.map(({ name, Icon, open }) => (
        <Button
          key={name}
          className={styles.wide}
          appearance="subtle"
          icon={<Icon />}
          disabled={props.isBusy}
          onClick={() => open(props.actions)}
          data-tool={name}
        >
          <span className={styles.grow} style={{ textAlign: 'left' }}>
            <Body1 style={{ display: 'block' }}>{t(`tools.${name}`)}</Body1>
            <Caption1 className={styles.faint} style={{ display: 'block' }}>
              {t(`tools.${name}Hint`)}
            </Caption1>
          </span>
          <ChevronRight20Regular aria-hidden />
        </Button>
      ))}
    </nav>
  )
}
