import {
  ArrowDownload20Regular,
  ArrowUpload20Regular,
  CheckmarkCircle20Regular,
  DataHistogram20Regular,
  Branch20Regular,
  History20Regular,
  People20Regular,
} from '@fluentui/react-icons'
import type { Role } from '#model/field.ts'
import type { PaneActions } from './actions.ts'

/** One thing the pane can do with the open project beyond the daily commands; `tools.NAME` and `tools.NAMEHint` are its texts. */
export interface Tool {
  name: string
  Icon: typeof History20Regular
  roles: readonly Role[]
  open: (actions: PaneActions) => void
}

const everyone: readonly Role[] = ['owner', 'planner', 'cost', 'site', 'viewer']
const editors: readonly Role[] = ['owner', 'planner', 'cost', 'site']
const planners: readonly Role[] = ['owner', 'planner']

/** The tools in the order they are listed. */
export const tools: readonly Tool[] = [
  { name: 'check', Icon: CheckmarkCircle20Regular, roles: everyone, open: actions => actions.checkPlan() },
  {
    name: 'explanation',
    Icon: History20Regular,
    roles: everyone,
    open: actions => actions.explainFinish(),
  },
  {
    name: 'simulation',
    Icon: DataHistogram20Regular,
    roles: everyone,
    open: actions => actions.showSimulation(),
  },
  { name: 'whatIf', Icon: Branch20Regular, roles: editors, open: actions => actions.showWhatIf() },
  { name: 'level', Icon: People20Regular, roles: planners, open: actions => actions.show('levelling') },
  { name: 'import', Icon: ArrowUpload20Regular, roles: planners, open: actions => actions.show('import') },
  { name: 'export', Icon: ArrowDownload20Regular, roles: everyone, open: actions => actions.show('export') },
]
