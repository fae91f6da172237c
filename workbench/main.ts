import './page/style.css'
import { startWorkbench } from './page/start-workbench.ts'

const root = document.getElementById('workbench')
if (!root) throw new Error('The page has no element "workbench".')
await startWorkbench(root)
