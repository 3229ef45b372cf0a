'use client'

import { useTranslations } from 'use-intl'
import type { SavedView } from '@/lib/views/views'
import { ConfirmDialog } from '../ui/confirm-dialog.client'
import { toast } from '../ui/toast'
import { SaveViewDialog } from './save-view.client'
import type { ViewActions } from './view-actions'

/** Asks for what a view is called, or whether it may go. */
export function ViewDialog({
  dialog,
  current,
  query,
  actions,
  mayShare,
  onClose,
  onSaved,
  onDeleted,
}: {
  dialog: 'save' | 'rename' | 'delete'
  current: SavedView | undefined
  query: string
  actions: ViewActions
  mayShare: boolean
  onClose: () => void
  onSaved: (view: SavedView | null) => void
  onDeleted: () => void
}) {
  const t = useTranslations('views')
  if (dialog === 'save') {
    return (
      <SaveViewDialog
        title={t('saveTitle')}
        {...{ query, mayShare, onClose, onSaved }}
        action={actions.save}
      />
    )
  }
  if (!current) return null
  if (dialog === 'rename') {
    return (
      <SaveViewDialog
        title={t('renameTitle')}
        view={current}
        query={current.query}
        {...{ mayShare, onClose }}
        action={(form) => actions.rename(current.id, form)}
      />
    )
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t('deleteTitle', { name: current.name })}
      description={current.shared ? t('deleteShared') : t('deleteOwn')}
      confirmLabel={t('delete')}
      tone="destructive"
      onConfirm={() => actions.remove(current.id)}
      onDone={() => {
        toast.success(t('deleted'))
        onDeleted()
      }}
    />
  )
}
