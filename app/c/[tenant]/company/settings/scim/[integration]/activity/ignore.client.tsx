'use client'

import { useTransition } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog.client'
import { useDeed } from '@/components/ui/deed.client'
import { TextField } from '@/components/ui/field'
import { toast } from '@/components/ui/toast'
import type { Cause } from '@/lib/activity/causes'
import { ignoreAction, takeUpAction } from './actions'

type Which = { tenant: string; id: string; cause: Cause; reason: string | undefined }

/** Sets a problem aside; why is kept for those who come after. */
export function IgnoreProblems({ tenant, id, cause, reason, title }: Which & { title: string }) {
  const t = useTranslations('problems')
  if (reason)
    return (
      <Button size="sm" variant="ghost" reason={reason}>
        {t('ignore')}
      </Button>
    )
  return (
    <ConfirmDialog
      trigger={
        <Button size="sm" variant="ghost">
          {t('ignore')}
        </Button>
      }
      title={t('ignoreTitle', { title })}
      description={t('ignoreText')}
      confirmLabel={t('ignoreConfirm')}
      onConfirm={(form) => ignoreAction(tenant, id, cause, form)}
      onDone={() => toast.success(t('ignoredNow'))}
    >
      <TextField name="reason" label={t('reason')} maxLength={200} autoComplete="off" autoFocus />
    </ConfirmDialog>
  )
}

export function TakeUpProblems({ tenant, id, cause, reason }: Which) {
  const t = useTranslations('problems')
  const deed = useDeed()
  const [busy, start] = useTransition()
  return (
    <Button
      size="sm"
      variant="ghost"
      reason={reason}
      disabled={busy}
      onClick={() =>
        start(async () => {
          await deed(() => takeUpAction(tenant, id, cause))
        })
      }
    >
      {t('takeUp')}
    </Button>
  )
}
