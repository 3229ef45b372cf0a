'use client'

import { UserMinus } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog.client'
import { toast } from '@/components/ui/toast'
import { removeMemberAction } from './actions'

/** Takes one person, or one group, out of a Local group. */
export function RemoveMember({
  tenant,
  group,
  member,
}: {
  tenant: string
  group: { id: string; name: string }
  member: { id: string; name: string }
}) {
  const t = useTranslations('local')
  return (
    <ConfirmDialog
      title={t('members.removeTitle', { member: member.name, group: group.name })}
      description={t('members.removeText')}
      confirmLabel={t('members.removeLabel')}
      busyLabel={t('members.removing')}
      trigger={
        <Button variant="ghost" size="icon" aria-label={t('members.remove', { name: member.name })}>
          <UserMinus />
        </Button>
      }
      onConfirm={() => removeMemberAction(tenant, group.id, member.id)}
      onDone={() => toast.success(t('members.removed', { name: member.name }))}
    />
  )
}
