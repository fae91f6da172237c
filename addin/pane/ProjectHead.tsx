import { Badge, Button, Link, mergeClasses, Subtitle2, Tooltip } from '@fluentui/react-components'
import { Settings20Regular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import type { ProjectSummary } from '#model/contract.ts'
import type { PaneActions } from './actions.ts'
import { DataDate } from './DataDate.tsx'
import { useFrameStyles } from './frame-styles.ts'

/** The project that the workbook is about, its data date, and the ways to another project and to the settings. */
export function ProjectHead(props: {
  project: ProjectSummary
  mayChangeDate: boolean
  isBusy: boolean
  actions: PaneActions
}) {
  const { t } = useTranslation()
  const styles = useFrameStyles()
  const { project, actions } = props
  return (
    <header className={styles.head}>
      <div className={mergeClasses(styles.grow, styles.tight)}>
        <Subtitle2 as="h1" style={{ margin: 0 }}>
          {project.name}
        </Subtitle2>
        <DataDate
          key={project.projectId}
          code={project.code}
          dataDate={project.dataDate}
          mayChangeDate={props.mayChangeDate}
          isBusy={props.isBusy}
          onSave={actions.setDataDate}
        />
        <div className={styles.row}>
          {project.isSample && (
            <Badge appearance="outline" className={styles.badge}>
              {t('projects.sample')}
            </Badge>
          )}
          <Link as="button" onClick={actions.showProjects}>
            {t('home.otherProject')}
          </Link>
        </div>
      </div>
      <Tooltip content={t('home.settings')} relationship="label">
        <Button appearance="subtle" icon={<Settings20Regular />} onClick={() => actions.show('settings')} />
      </Tooltip>
    </header>
  )
}
