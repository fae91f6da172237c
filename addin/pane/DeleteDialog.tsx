import {
  Body1,
  Body1Strong,
  Button,
  Caption1,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components'
import { useTranslation } from 'react-i18next'
import type { Language } from '#model/contract.ts'
import { entityOf } from '#model/entities.ts'
import type { DeleteAnswer, DeleteQuestion } from '../sync/sync-project.ts'
import { useFrameStyles } from './frame-styles.ts'

const namesShown = 8

/** Asks before rows that are gone from a sheet are deleted for everybody. */
export function DeleteDialog(props: {
  questions: readonly DeleteQuestion[]
  language: Language
  onAnswer: (answer: DeleteAnswer) => void
}) {
  const { t } = useTranslation()
  const styles = useFrameStyles()
  return (
    <Dialog open modalType="alert">
      <DialogSurface style={{ maxWidth: 'calc(100vw - 24px)', padding: 16 }}>
        <DialogBody>
          <DialogTitle>{t('deletes.title')}</DialogTitle>
          <DialogContent>
            <div className={styles.stack}>
              <Body1>{t('deletes.intro')}</Body1>
              {props.questions.map(({ sheet, rows }) => (
                <section key={sheet} className={styles.tight}>
                  <Body1Strong>
                    {t('deletes.sheet', { sheet: entityOf(sheet).sheet[props.language], count: rows.length })}
                  </Body1Strong>
                  {rows.slice(0, namesShown).map(({ rowKey, name }) => (
                    <Caption1 key={rowKey}>{name}</Caption1>
                  ))}
                  {rows.length > namesShown && (
                    <Caption1>{t('common.more', { count: rows.length - namesShown })}</Caption1>
                  )}
                </section>
              ))}
            </div>
          </DialogContent>
          <DialogActions fluid>
            <Button appearance="primary" onClick={() => props.onAnswer('restore')}>
              {t('deletes.restore')}
            </Button>
            <Button onClick={() => props.onAnswer('delete')}>{t('deletes.delete')}</Button>
            <Button appearance="subtle" onClick={() => props.onAnswer('later')}>
              {t('deletes.later')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  )
}
