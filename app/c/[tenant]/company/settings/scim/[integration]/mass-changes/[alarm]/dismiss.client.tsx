'use client'

import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog.client'
import { TextField } from '@/components/ui/field'
import { toast } from '@/components/ui/toast'
import { dismissAction } from './actions'

/** Says that the change was meant: the alarm closes, and everybody stays as they are. */
export function DismissAlarm({ tenant, id }: { tenant: string; id: string }) {
  const t = useTranslations('guard.dismiss')
  return (
    <ConfirmDialog
      trigger={<Button>{t('button')}</Button>}
      title={t('title')}
      description={t('text')}
      confirmLabel={t('confirm')}
      onConfirm={(form) => dismissAction(tenant, id, form)}
      onDone={() => toast.success(t('done'))}
    >
      <TextField
        name="reason"
        label={t('reason')}
        hint={t('reasonHint')}
        optional
        maxLength={300}
        autoComplete="off"
        autoFocus
      />
    </ConfirmDialog>
  )
}
