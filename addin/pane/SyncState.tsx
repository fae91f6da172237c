import { Body1, tokens } from '@fluentui/react-components'
import { CheckmarkCircle20Regular, Edit20Regular, PlugDisconnected20Regular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import type { PaneState } from '../session/state.ts'
import { useFrameStyles } from './frame-styles.ts'

/** Whether workbook and server agree: icon and words, never colour alone. */
export function SyncState({
  isConnected,
  isDirty,
  waitingEdits,
}: Pick<PaneState, 'isConnected' | 'isDirty' | 'waitingEdits'>) {
  const { t } = useTranslation()
  const styles = useFrameStyles()
  const state = stateOf(isConnected, isDirty, waitingEdits)
  const Icon = icons[state]
  return (
    <div className={styles.row} role="status" data-sync-state={state}>
      <Icon style={{ color: colors[state], flexShrink: 0 }} aria-hidden />
      <Body1>{t(`state.${state}`, { count: waitingEdits })}</Body1>
    </div>
  )
}

type State = 'offline' | 'waiting' | 'dirty' | 'inStep'

function stateOf(isConnected: boolean, isDirty: boolean, waitingEdits: number): State {
  if (!isConnected) return 'offline'
  if (waitingEdits > 0) return 'waiting'
  return isDirty ? 'dirty' : 'inStep'
}

const icons = {
  offline: PlugDisconnected20Regular,
  waiting: PlugDisconnected20Regular,
  dirty: Edit20Regular,
  inStep: CheckmarkCircle20Regular,
}
const colors: Record<State, string> = {
  offline: tokens.colorPaletteRedForeground1,
  waiting: tokens.colorPaletteDarkOrangeForeground1,
  dirty: tokens.colorPaletteDarkOrangeForeground1,
  inStep: tokens.colorPaletteGreenForeground1,
}
