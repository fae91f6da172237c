import type { i18n } from 'i18next'
import { useMemo, useSyncExternalStore } from 'react'
import type { Session } from '../session/session.ts'
import { showReceiptValue } from '../session/show-receipt-value.ts'
import { App } from './App.tsx'
import { createActions } from './actions.ts'

/** The pane of a session. */
export function ConnectedApp({ session, texts }: { session: Session; texts: i18n }) {
  const { state } = session
  const actions = useMemo(() => createActions(session), [session])
  const now = useSyncExternalStore(state.subscribe, state.get)
  return (
    <App
      state={now}
      actions={actions}
      texts={texts}
      showValue={(item, value) => showReceiptValue(item, value, now.project?.currency ?? 'CNY', now.language)}
    />
  )
}
