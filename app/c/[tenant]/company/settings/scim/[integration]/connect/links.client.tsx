'use client'

import { Link2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { ActionForm } from '@/components/ui/action-form.client'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog.client'
import { CopyField } from '@/components/ui/copy-field.client'
import { Dialog } from '@/components/ui/dialog.client'
import { DialogFooter } from '@/components/ui/dialog-parts.client'
import { SubmitButton } from '@/components/ui/submit-button.client'
import { toast } from '@/components/ui/toast'
import { createLinkAction, type LinkMade, revokeLinkAction } from './actions'

type Place = { tenant: string; id: string; refusal: string | undefined }

/** Makes a link and shows it with its code, once, in this dialog. */
export function CreateLink({ tenant, id, refusal, isAsked }: Place & { isAsked: boolean }) {
  const t = useTranslations('connect.link')
  const common = useTranslations('ui')
  const [open, setOpen] = useState(isAsked)
  const [made, setMade] = useState<LinkMade>()
  const trigger = (
    <Button reason={refusal} className="self-start">
      <Link2 />
      {t('create')}
    </Button>
  )
  if (refusal) return trigger
  function change(next: boolean) {
    setOpen(next)
    if (!next) setMade(undefined)
  }
  return (
    <Dialog
      title={made ? t('readyTitle') : t('dialogTitle')}
      description={made ? t('ready') : t('dialogText')}
      trigger={trigger}
      open={open}
      onOpenChange={change}
    >
      {made ? (
        <>
          <CopyField label={t('url')} value={made.url} secret />
          <CopyField label={t('code')} value={made.code} secret />
          <p className="text-fg-3 text-meta">{t('ends', { day: new Date(made.expiresAt) })}</p>
          <DialogFooter>
            <Button variant="primary" onClick={() => change(false)}>
              {t('done')}
            </Button>
          </DialogFooter>
        </>
      ) : (
        <ActionForm action={() => createLinkAction(tenant, id)} onSuccess={setMade}>
          {() => (
            <DialogFooter>
              <Button onClick={() => change(false)}>{common('cancel')}</Button>
              <SubmitButton busyLabel={t('confirming')}>{t('confirm')}</SubmitButton>
            </DialogFooter>
          )}
        </ActionForm>
      )}
    </Dialog>
  )
}

export function RevokeLink({ tenant, id, linkId, refusal }: Place & { linkId: string }) {
  const t = useTranslations('connect.link')
  if (refusal) {
    return (
      <Button size="sm" reason={refusal}>
        {t('revoke')}
      </Button>
    )
  }
  return (
    <ConfirmDialog
      title={t('revokeTitle')}
      description={t('revokeText')}
      confirmLabel={t('revoke')}
      busyLabel={t('revoking')}
      tone="destructive"
      trigger={<Button size="sm">{t('revoke')}</Button>}
      onConfirm={() => revokeLinkAction(tenant, id, linkId)}
      onDone={() => toast.success(t('revoked'))}
    />
  )
}
