'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { ActionForm } from '@/components/ui/action-form.client'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog.client'
import { DialogFooter } from '@/components/ui/dialog-parts.client'
import { TextareaField } from '@/components/ui/field'
import { SubmitButton } from '@/components/ui/submit-button.client'
import { type InvitationLink, inviteAction } from './actions'
import { InvitationLinks } from './links.client'
import { RoleChoice } from './role-choice.client'

/** Invites people: first whom and as what, then their links, which are shown once. */
export function InviteMembers({
  tenant,
  refused,
  mayMakeOwner,
}: {
  tenant: string
  refused: string | undefined
  mayMakeOwner: boolean
}) {
  const t = useTranslations('members')
  const [open, setOpen] = useState(false)
  const [links, setLinks] = useState<InvitationLink[]>()
  if (refused) return <Button reason={refused}>{t('invite.button')}</Button>

  function change(next: boolean) {
    setOpen(next)
    if (next) setLinks(undefined)
  }

  return (
    <Dialog
      title={links ? t('links.title', { count: links.length }) : t('invite.title')}
      description={links ? undefined : t('invite.text')}
      open={open}
      onOpenChange={change}
      trigger={<Button variant="primary">{t('invite.button')}</Button>}
    >
      {links ? (
        <InvitationLinks links={links} onDone={() => setOpen(false)} />
      ) : (
        <ActionForm action={inviteAction.bind(null, tenant)} onSuccess={setLinks}>
          {({ errors }) => (
            <>
              <TextareaField
                label={t('invite.emails')}
                name="emails"
                rows={3}
                hint={t('invite.emailsHint')}
                error={errors.emails}
                autoComplete="off"
                spellCheck={false}
                placeholder={t('invite.emailsExample')}
              />
              <RoleChoice
                legend={t('invite.role')}
                current="operator"
                mayMakeOwner={mayMakeOwner}
                error={errors.role}
              />
              <DialogFooter>
                <Button onClick={() => setOpen(false)}>{t('invite.cancel')}</Button>
                <SubmitButton busyLabel={t('invite.making')}>{t('invite.make')}</SubmitButton>
              </DialogFooter>
            </>
          )}
        </ActionForm>
      )}
    </Dialog>
  )
}
