'use client'

import { useTranslations } from 'use-intl'
import { ActionForm } from '@/components/ui/action-form.client'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog.client'
import { SubmitButton } from '@/components/ui/submit-button.client'
import { toast } from '@/components/ui/toast'
import { revokeSessionAction, signOutEverywhereAction } from '../actions'

export function EndSession({ id, device }: { id: string; device: string }) {
  const t = useTranslations('account.sessions')
  return (
    <ActionForm
      action={() => revokeSessionAction(id)}
      onSuccess={() => toast.success(t('ended'))}
      className="shrink-0 gap-2"
    >
      {() => (
        <SubmitButton
          variant="secondary"
          size="sm"
          aria-label={t('endNamed', { device })}
          busyLabel={t('ending')}
        >
          {t('end')}
        </SubmitButton>
      )}
    </ActionForm>
  )
}

export function SignOutEverywhere() {
  const t = useTranslations('account.sessions')
  return (
    <ConfirmDialog
      title={t('everywhereTitle')}
      description={t('everywhereText')}
      confirmLabel={t('everywhere')}
      busyLabel={t('everywhereBusy')}
      tone="destructive"
      trigger={<Button>{t('everywhere')}</Button>}
      onConfirm={signOutEverywhereAction}
    />
  )
}
