import { Body1, Button, Field, Input, Spinner, Title3 } from '@fluentui/react-components'
import { Person20Regular } from '@fluentui/react-icons'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '../session/state.ts'
import { FailureBar } from './FailureBar.tsx'
import { useFrameStyles } from './frame-styles.ts'
import { PlumbMark } from './PlumbMark.tsx'

/** Sign-in with a pairing code. */
export function SignInScreen(props: {
  isBusy: boolean
  failure: Failure | null
  onSignIn: (code: string) => void
  onDismiss: () => void
}) {
  const { t } = useTranslation()
  const styles = useFrameStyles()
  const [code, setCode] = useState('')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (code.trim() !== '') props.onSignIn(code.trim())
  }
  return (
    <main className={styles.body} style={{ paddingTop: 40 }}>
      <div className={styles.row}>
        <PlumbMark size={32} />
        <Title3 as="h1" style={{ margin: 0 }}>
          {t('app.name')}
        </Title3>
      </div>
      <Body1>{t('signIn.intro')}</Body1>
      {props.failure && <FailureBar failure={props.failure} onDismiss={props.onDismiss} />}
      <form onSubmit={submit} className={styles.stack}>
        <Field label={t('signIn.code')} hint={t('signIn.codeHint')} required>
          <Input
            value={code}
            onChange={(_, { value }) => setCode(value)}
            contentBefore={<Person20Regular />}
            autoComplete="one-time-code"
            spellCheck={false}
            name="pairingCode"
          />
        </Field>
        <Button appearance="primary" type="submit" disabled={props.isBusy || code.trim() === ''}>
          {props.isBusy ? <Spinner size="tiny" label={t('state.load')} /> : t('signIn.submit')}
        </Button>
      </form>
    </main>
  )
}
