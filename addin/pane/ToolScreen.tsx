import type { ReactNode } from 'react'
import type { Busy, Failure } from '../session/state.ts'
import { BusyBar } from './BusyBar.tsx'
import { FailureBar } from './FailureBar.tsx'
import { useFrameStyles } from './frame-styles.ts'
import { ScreenHead } from './ScreenHead.tsx'

/** What every screen of a tool has: the way back, what failed, and whether something is going on. */
export interface ToolScreenProps {
  busy: Busy | null
  failure: Failure | null
  onBack: () => void
  onDismiss: () => void
}

/** The frame of a tool's screen around what the tool itself shows. */
export function ToolScreen(props: ToolScreenProps & { title: string; children: ReactNode }) {
  const styles = useFrameStyles()
  return (
    <>
      <ScreenHead title={props.title} onBack={props.onBack} />
      <main className={styles.body}>
        {props.failure && <FailureBar failure={props.failure} onDismiss={props.onDismiss} />}
        {props.busy && <BusyBar busy={props.busy} />}
        {props.children}
      </main>
    </>
  )
}
