'use client'

import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog.client'
import { TextField } from '@/components/ui/field'
import { toast } from '@/components/ui/toast'
import { liftAction, suspendAction } from './actions'

type Person = { tenant: string; id: string; name: string; reason?: string | undefined }

/** Suspends the person here, with a reason. `reason` says why that is not offered. */
export function SuspendButton({ tenant, id, name, reason, source }: Person & { source: string }) {
  const t = useTranslations('users.suspension')
  if (reason) return <Button reason={reason}>{t('action')}</Button>
  return (
    <ConfirmDialog
      trigger={<Button>{t('action')}</Button>}
      title={t('title', { name })}
      description={t('text', { source })}
      confirmLabel={t('confirm')}
      busyLabel={t('busy')}
      tone="destructive"
      onConfirm={(form) => suspendAction(tenant, id, form)}
      onDone={() => toast.success(t('done', { name }))}
    >
      <TextField
        name="reason"
        label={t('reason')}
        hint={t('reasonHint')}
        maxLength={300}
        required={false}
        autoFocus
        autoComplete="off"
      />
    </ConfirmDialog>
  )
}

/** Lifts the suspension. */
export function LiftButton({ tenant, id, name, reason }: Person) {
  const t = useTranslations('users.suspension')
  return (
    <form
      action={async () => {
        const result = await liftAction(tenant, id)
        if (result.ok) toast.success(t('lifted', { name }))
        else toast.error(result.errors[''] ?? '')
      }}
    >
      <Button size="sm" type="submit" reason={reason}>
        {t('lift')}
      </Button>
    </form>
  )
}
