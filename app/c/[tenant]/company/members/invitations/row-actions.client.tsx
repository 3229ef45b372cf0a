'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog.client'
import { Dialog } from '@/components/ui/dialog.client'
import { toast } from '@/components/ui/toast'
import { type InvitationLink, renewInvitationAction, revokeInvitationAction } from '../actions'
import { InvitationLinks } from '../links.client'

/** A new link for an open invitation, or its end. */
export function InvitationActions({
  tenant,
  invitation: { id, email },
  refused,
}: {
  tenant: string
  invitation: { id: string; email: string }
  refused: string | undefined
}) {
  const t = useTranslations('members')
  const [link, setLink] = useState<InvitationLink>()
  const renew = (
    <Button size="sm" reason={refused} aria-label={t('pending.renewFor', { email })}>
      {t('pending.renew')}
    </Button>
  )
  const revoke = (
    <Button size="sm" reason={refused} aria-label={t('pending.revokeFor', { email })}>
      {t('pending.revoke')}
    </Button>
  )
  if (refused) {
    return (
      <span className="flex gap-2 md:justify-end">
        {renew}
        {revoke}
      </span>
    )
  }
  return (
    <span className="flex gap-2 md:justify-end">
      <ConfirmDialog
        title={t('pending.renewTitle', { email })}
        description={t('pending.renewText')}
        confirmLabel={t('pending.renewConfirm')}
        busyLabel={t('invite.making')}
        trigger={renew}
        onConfirm={async () => {
          const result = await renewInvitationAction(tenant, id)
          if (result.ok) setLink(result.data)
          return result
        }}
      />
      <ConfirmDialog
        title={t('pending.revokeTitle', { email })}
        description={t('pending.revokeText')}
        confirmLabel={t('pending.revokeConfirm')}
        busyLabel={t('pending.revokeBusy')}
        tone="destructive"
        trigger={revoke}
        onConfirm={() => revokeInvitationAction(tenant, id)}
        onDone={() => toast.success(t('pending.revokeDone', { email }))}
      />
      <Dialog
        title={t('links.title', { count: 1 })}
        open={link !== undefined}
        onOpenChange={(open) => !open && setLink(undefined)}
      >
        {link && <InvitationLinks links={[link]} onDone={() => setLink(undefined)} />}
      </Dialog>
    </span>
  )
}
