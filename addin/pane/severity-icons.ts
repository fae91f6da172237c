import { tokens } from '@fluentui/react-components'
import { ErrorCircle20Regular, Info20Regular, Warning20Regular } from '@fluentui/react-icons'

/** How bad a problem is, as icon and colour; the word stands beside it. */
export const severityIcons = {
  error: { Icon: ErrorCircle20Regular, color: tokens.colorPaletteRedForeground1 },
  warning: { Icon: Warning20Regular, color: tokens.colorPaletteDarkOrangeForeground1 },
  note: { Icon: Info20Regular, color: tokens.colorNeutralForeground3 },
}
