import { Body1, Body1Strong, Caption1 } from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { Language, WireProblem } from '#model/contract.ts'
import type { EntityName } from '#model/entities.ts'
import type { WireLevelProposal } from '#model/level-contract.ts'
import { formatCount, formatFinish, formatStart } from './format.ts'
import { FoundRows } from './FoundRows.tsx'
import { useFrameStyles } from './frame-styles.ts'

const minutesPerDay = 1440

/** A levelling proposal: the finish of every project first, then what moves, then what stays beyond capacity. */
export function LevelProposalCard(props: {
  proposal: WireLevelProposal
  language: Language
  sheets: readonly EntityName[]
  onJump: (at: WireProblem['at']) => void
}) {
  const { t } = useTranslation()
  const styles = useFrameStyles()
  const { proposal, language } = props
  const { projects, moves, overloads, overloadsBefore } = proposal
  return (
    <>
      <section className={styles.tight} data-level-finish>
        {projects.map(project => (
          <div key={project.projectId} className={styles.tight}>
            <Body1Strong>{moved(project, t)}</Body1Strong>
            <Caption1>
              {t('level.finish', {
                project: project.code,
                before: formatFinish(project.finishBefore),
                after: formatFinish(project.finishAfter),
              })}
            </Caption1>
          </div>
        ))}
        <Caption1 className={styles.faint}>
          {t(proposal.isProven ? 'level.proven' : 'level.tried', {
            count: formatCount(proposal.schedules, language) as never,
          })}
        </Caption1>
      </section>
      <section className={styles.tight} data-level-moves>
        <Body1>{t('level.moves', { count: formatCount(moves.length, language) as never })}</Body1>
        <FoundRows
          {...props}
          count={moves.length}
          rows={moves.map(move => ({
            text: t('level.move', {
              code: move.code,
              name: move.name,
              before: formatStart(move.startBefore),
              after: formatStart(move.startAfter),
            }),
            at: { sheet: 'activity', rowKey: move.rowKey, code: move.code, field: 'start' },
          }))}
        />
      </section>
      <section className={styles.tight} data-level-overloads>
        <Body1>
          {t('level.overloads', {
            before: formatCount(overloadsBefore, language),
            after: formatCount(overloads.length, language),
          })}
        </Body1>
        <FoundRows
          {...props}
          count={overloads.length}
          rows={overloads.map(overload => ({
            text: t('level.overload', {
              resource: overload.resource,
              from: formatStart(overload.from),
              to: formatFinish(overload.to),
              need: overload.need / 1000,
              available: overload.available / 1000,
              activities: overload.activities.slice(0, 6).join(language === 'zh' ? '、' : ', '),
            }),
            at: { sheet: 'resource', rowKey: overload.rowKey, code: overload.resource, field: 'available' },
          }))}
        />
      </section>
    </>
  )
}

function moved(
  { finishBefore, finishAfter }: WireLevelProposal['projects'][number],
  t: ReturnType<typeof useTranslation>['t'],
): string {
  if (finishBefore === null || finishAfter === null || finishBefore === finishAfter) return t('level.still')
  const days = Math.ceil(Math.abs(finishAfter - finishBefore) / minutesPerDay)
  return t(finishAfter > finishBefore ? 'level.later' : 'level.earlier', { days })
}
