import { makeStyles, tokens } from '@fluentui/react-components'

/** A narrow table of plans side by side, and what is better or worse in it. */
export const useComparisonStyles = makeStyles({
  table: {
    borderCollapse: 'collapse',
    width: '100%',
    '& th, & td': {
      padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalXS}`,
      borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
      textAlign: 'left',
      verticalAlign: 'top',
      fontWeight: 'normal',
    },
    // Amounts and dates are never broken inside; the names give way.
    '& td': { fontVariantNumeric: 'tabular-nums' },
    '& td *': { whiteSpace: 'nowrap' },
  },
  /** A table of fields to fill in. */
  fields: {
    borderCollapse: 'collapse',
    tableLayout: 'fixed',
    width: '100%',
    '& th, & td': {
      padding: `2px ${tokens.spacingHorizontalXS} 2px 0`,
      textAlign: 'left',
      fontWeight: 'normal',
    },
    '& th:first-child': { width: '28%' },
    '& input': { fontVariantNumeric: 'tabular-nums' },
  },
  line: { display: 'block' },
  day: { whiteSpace: 'nowrap' },
  worse: { color: tokens.colorPaletteDarkOrangeForeground1 },
  wrong: { color: tokens.colorPaletteRedForeground1 },
  better: { color: tokens.colorPaletteGreenForeground1 },
})
