import { Body1, Body1Strong, Button, Caption1 } from '@fluentui/react-components'
import { CheckmarkCircle20Regular } from '@fluentui/react-icons'
import { useTranslation } from 'react-i18next'
import type { ImportSummary, Language } from '#model/contract.ts'
import { formatCount } from './format.ts'
import { useFrameStyles } from './frame-styles.ts'

/** The projects that were stored, each with the way into it. */
export function ImportSummaryCard(props: {
  summary: ImportSummary
  language: Language
  isBusy: boolean
  onOpen: (code: string) => void
}) {
  const { t } = useTranslation()
  const styles = useFrameStyles()
  const { projects } = props.summary
  return (
    <>
      <div className={styles.row} role="status" data-imported={projects.length}>
        <CheckmarkCircle20Regular aria-hidden />
        <Body1>{t('exchange.imported', { count: projects.length })}</Body1>
      </div>
      <ul className={styles.list}>
        {projects.map(project => (
          <li key={project.code} className={styles.item}>
            <Body1Strong>
              {project.code} · {project.name}
            </Body1Strong>
            <Caption1>
              {t('exchange.counts', {
                activities: formatCount(project.activities, props.language),
                links: formatCount(project.links, props.language),
              })}
            </Caption1>
            <Button size="small" disabled={props.isBusy} onClick={() => props.onOpen(project.code)}>
              {t('exchange.open')}
            </Button>
          </li>
        ))}
      </ul>
    </>
  )
}
