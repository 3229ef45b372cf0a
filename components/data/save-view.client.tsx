'use client'

import { useTranslations } from 'use-intl'
import type { ActionResult } from '@/lib/base/action-result'
import type { SavedView } from '@/lib/views/views'
import { ActionForm } from '../ui/action-form.client'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog.client'
import { DialogFooter } from '../ui/dialog-parts.client'
import { TextField } from '../ui/field'
import { SubmitButton } from '../ui/submit-button.client'
import { Switch } from '../ui/switch.client'
import { toast } from '../ui/toast'

/** Names a view and decides who sees it; with `view`, one that there is already. */
export function SaveViewDialog({
  title,
  view,
  query,
  mayShare,
  action,
  onClose,
  onSaved,
}: {
  title: string
  view?: SavedView
  query: string
  mayShare: boolean
  action: (form: FormData) => Promise<ActionResult<SavedView | null>>
  onClose: () => void
  onSaved?: (view: SavedView | null) => void
}) {
  const t = useTranslations('views')
  const common = useTranslations('ui')
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={title} description={t('saveText')}>
      <ActionForm
        action={action}
        onSuccess={(saved) => {
          toast.success(t('saved'))
          onSaved?.(saved)
          onClose()
        }}
      >
        {({ errors }) => (
          <>
            <input type="hidden" name="query" value={query} />
            <TextField
              name="name"
              label={t('name')}
              maxLength={64}
              autoFocus
              autoComplete="off"
              error={errors.name}
              defaultValue={view?.name ?? ''}
            />
            <Switch
              name="shared"
              label={t('share')}
              defaultChecked={view?.shared ?? false}
              disabled={!mayShare}
              {...(!mayShare && { description: t('shareReason') })}
            />
            <DialogFooter>
              <Button onClick={onClose}>{common('cancel')}</Button>
              <SubmitButton busyLabel={t('busy')}>{t('save')}</SubmitButton>
            </DialogFooter>
          </>
        )}
      </ActionForm>
    </Dialog>
  )
}
