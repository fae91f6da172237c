import { createRoot } from 'react-dom/client'
import { createTexts } from '#addin/i18n/translate.ts'
import { App } from '#addin/pane/App.tsx'
import type { PaneActions } from '#addin/pane/actions.ts'
import { showReceiptValue } from '#addin/session/show-receipt-value.ts'
import { paneStates } from './pane-states.ts'

/** Shows one state of the pane: `?state=home&language=zh`. What a user does is noted in `window.done`. */
const query = new URLSearchParams(location.search)
const language = query.get('language') === 'en' ? 'en' : 'zh'
const state = paneStates(language)[query.get('state') ?? 'home']
const done: unknown[] = []
Object.assign(window, { done })
const actions = new Proxy({} as PaneActions, {
  get:
    (_, name) =>
    (...given: unknown[]) =>
      done.push([name, ...given.filter(one => !isClick(one))]),
})
const isClick = (given: unknown): boolean =>
  typeof given === 'object' && given !== null && 'nativeEvent' in given
const root = document.getElementById('pane')
if (root && state)
  createRoot(root).render(
    <App
      state={state}
      actions={actions}
      texts={createTexts(language)}
      showValue={(item, value) => showReceiptValue(item, value, 'CNY', language)}
    />,
  )
