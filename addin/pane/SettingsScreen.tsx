import { Body1, Body1Strong, Button, Caption1, Field, Radio, RadioGroup } from '@fluentui/react-components'
import { SignOut20Regular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import type { Language } from '#model/contract.ts'
import type { Me } from '../sync/client.ts'
import { useFrameStyles } from './frame-styles.ts'
import { ScreenHead } from './ScreenHead.tsx'

/** Language of the pane, who is signed in, and signing out. */
export function SettingsScreen(props: {
  me: Me
  language: Language
  onLanguage: (language: Language) => void
  onSignOut: () => void
  onBack: () => void
}) {
  const { t } = useTranslation()
  const styles = useFrameStyles()
  return (
    <>
      <ScreenHead title={t('settings.title')} onBack={props.onBack} />
      <main className={styles.body}>
        <Field label={t('settings.language')}>
          <RadioGroup
            layout="horizontal"
            value={props.language}
            onChange={(_, { value }) => props.onLanguage(value as Language)}
          >
            <Radio value="zh" label={t('settings.zh')} />
            <Radio value="en" label={t('settings.en')} />
          </RadioGroup>
        </Field>
        <Caption1 className={styles.faint}>{t('settings.sheetLanguage')}</Caption1>
        <section className={styles.stack}>
          <Body1Strong as="h2" style={{ margin: 0 }}>
            {t('settings.account')}
          </Body1Strong>
          <Body1>
            {props.me.name} · {t(`settings.role.${props.me.role}`)}
          </Body1>
          <Button icon={<SignOut20Regular />} onClick={props.onSignOut}>
            {t('settings.signOut')}
          </Button>
        </section>
      </main>
    </>
  )
}
