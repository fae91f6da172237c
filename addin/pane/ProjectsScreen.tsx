import {
  Badge,
  Body1,
  Body1Strong,
  Button,
  Caption1,
  Field,
  Input,
  makeStyles,
  tokens,
} from '@fluentui/react-components'
import { Add20Regular, ArrowUpload20Regular, Search20Regular } from '@fluentui/react-icons'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Language, NewProject, ProjectSummary } from '#model/contract.ts'
import { midnightOf, parseDay } from '#model/plan-time.ts'
import type { Failure } from '../session/state.ts'
import { FailureBar } from './FailureBar.tsx'
import { formatCount, formatStart } from './format.ts'
import { useFrameStyles } from './frame-styles.ts'
import { ScreenHead } from './ScreenHead.tsx'

const useStyles = makeStyles({
  project: {
    display: 'block',
    width: '100%',
    textAlign: 'left',
    background: 'none',
    border: 'none',
    font: 'inherit',
    color: 'inherit',
    cursor: 'pointer',
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalS}`,
    borderRadius: tokens.borderRadiusMedium,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
})

/** Finished projects are history to draw on; the list shows the ones in work first and cuts the rest. */
const mostShown = 40

/** Choose the project of this workbook, or make one. */
export function ProjectsScreen(props: {
  projects: readonly ProjectSummary[]
  language: Language
  isBusy: boolean
  failure: Failure | null
  onChoose: (project: ProjectSummary) => void
  onCreate: (project: NewProject) => void
  /** Shown to those who may store files. */
  mayImport: boolean
  onImport: () => void
  onBack: (() => void) | null
  onDismiss: () => void
}) {
  const { t } = useTranslation()
  const styles = useFrameStyles()
  const [text, setText] = useState('')
  const [isCreating, setCreating] = useState(false)
  const found = sortProjects(props.projects).filter(({ code, name }) =>
    `${code} ${name}`.toLowerCase().includes(text.trim().toLowerCase()),
  )
  const shown = found.slice(0, mostShown)
  return (
    <>
      <ScreenHead title={t('projects.title')} {...(props.onBack ? { onBack: props.onBack } : {})} />
      <main className={styles.body}>
        <Body1>{t('projects.intro')}</Body1>
        {props.failure && <FailureBar failure={props.failure} onDismiss={props.onDismiss} />}
        {isCreating ? (
          <NewProjectForm
            isBusy={props.isBusy}
            onCreate={props.onCreate}
            onCancel={() => setCreating(false)}
          />
        ) : (
          <div className={styles.buttons}>
            <Button icon={<Add20Regular />} onClick={() => setCreating(true)}>
              {t('projects.create')}
            </Button>
            {props.mayImport && (
              <Button icon={<ArrowUpload20Regular />} disabled={props.isBusy} onClick={props.onImport}>
                {t('projects.import')}
              </Button>
            )}
          </div>
        )}
        {props.projects.length > 0 && (
          <Input
            value={text}
            onChange={(_, { value }) => setText(value)}
            contentBefore={<Search20Regular />}
            placeholder={t('projects.search')}
            aria-label={t('projects.search')}
            type="search"
          />
        )}
        {props.projects.length === 0 && <Body1>{t('projects.empty')}</Body1>}
        {props.projects.length > 0 && found.length === 0 && (
          <Body1>{t('projects.noMatch', { text: text.trim() })}</Body1>
        )}
        <ul className={styles.list}>
          {shown.map(project => (
            <ProjectItem key={project.projectId} project={project} {...props} />
          ))}
        </ul>
        {found.length > shown.length && (
          <Caption1 className={styles.faint}>
            {t('common.more', { count: found.length - shown.length })}
          </Caption1>
        )}
      </main>
    </>
  )
}

function ProjectItem(props: {
  project: ProjectSummary
  language: Language
  isBusy: boolean
  onChoose: (project: ProjectSummary) => void
}) {
  const { t } = useTranslation()
  const styles = useFrameStyles()
  const own = useStyles()
  const { project } = props
  const facts = { count: project.activities, date: formatStart(project.dataDate) }
  return (
    <li>
      <button
        type="button"
        className={own.project}
        disabled={props.isBusy}
        onClick={() => props.onChoose(project)}
      >
        <span className={styles.row}>
          <Body1Strong className={styles.grow}>{project.name}</Body1Strong>
          {project.isSample && (
            <Badge appearance="outline" className={styles.badge}>
              {t('projects.sample')}
            </Badge>
          )}
          {project.status === 'finished' && (
            <Badge appearance="tint" className={styles.badge}>
              {t('projects.history')}
            </Badge>
          )}
        </span>
        <Caption1 className={styles.faint}>
          {project.code} ·{' '}
          {t('projects.facts', { ...facts, count: formatCount(facts.count, props.language) })}
        </Caption1>
      </button>
    </li>
  )
}

function NewProjectForm(props: {
  isBusy: boolean
  onCreate: (project: NewProject) => void
  onCancel: () => void
}) {
  const { t } = useTranslation()
  const styles = useFrameStyles()
  const [code, setCode] = useState('')
  const [name, setName] = useState('')
  const [start, setStart] = useState('')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const day = parseDay(start)
    props.onCreate({
      code: code.trim(),
      name: name.trim(),
      ...(day === null ? {} : { plannedStart: midnightOf(day) }),
    })
  }
  return (
    <form onSubmit={submit} className={styles.stack}>
      <Field label={t('projects.code')} required>
        <Input value={code} onChange={(_, { value }) => setCode(value)} maxLength={64} name="code" />
      </Field>
      <Field label={t('projects.name')} required>
        <Input value={name} onChange={(_, { value }) => setName(value)} maxLength={255} name="name" />
      </Field>
      <Field label={t('projects.plannedStart')}>
        <Input type="date" value={start} onChange={(_, { value }) => setStart(value)} name="plannedStart" />
      </Field>
      <div className={styles.buttons}>
        <Button
          appearance="primary"
          type="submit"
          disabled={props.isBusy || code.trim() === '' || name.trim() === ''}
        >
          {t('projects.submit')}
        </Button>
        <Button onClick={props.onCancel}>{t('common.cancel')}</Button>
      </div>
    </form>
  )
}

function sortProjects(projects: readonly ProjectSummary[]): ProjectSummary[] {
  const rank = (project: ProjectSummary): number => (project.status === 'finished' ? 1 : 0)
  return [...projects].sort((a, b) => rank(a) - rank(b) || a.code.localeCompare(b.code))
}
