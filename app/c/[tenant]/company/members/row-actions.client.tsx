'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { ConfirmDialog } from '@/components/ui/confirm-dialog.client'
import { Menu, MenuItem } from '@/components/ui/menu.client'
import { toast } from '@/components/ui/toast'
import type { Role } from '@/lib/tenancy/permissions'
import { changeRoleAction, removeMemberAction, signOutMemberAction } from './actions'
import { RoleChoice } from './role-choice.client'

/** What can be done with one member: `refused` says why nothing can, `last` why the last Owner stays one. */
export function MemberActions({
  tenant,
  company,
  member,
  isSelf,
  mayMakeOwner,
  refused,
  last,
}: {
  tenant: string
  company: string
  member: { id: string; name: string; role: Role }
  isSelf: boolean
  mayMakeOwner: boolean
  refused: string | undefined
  last: string | undefined
}) {
  const t = useTranslations('members')
  const [open, setOpen] = useState<'role' | 'signOut' | 'remove'>()
  const { id, name } = member
  const [role, setRole] = useState(member.role)
  const dialog = (which: typeof open) => ({
    open: open === which,
    onOpenChange: (next: boolean) => setOpen(next ? which : undefined),
  })
  return (
    <>
      <Menu label={t('manage', { name })}>
        <MenuItem reason={refused ?? last} onSelect={() => setOpen('role')}>
          {t('changeRole.item')}
        </MenuItem>
        <MenuItem reason={refused} onSelect={() => setOpen('signOut')}>
          {t('signOut.item')}
        </MenuItem>
        <MenuItem destructive reason={refused ?? last} onSelect={() => setOpen('remove')}>
          {t('remove.item')}
        </MenuItem>
      </Menu>
      <ConfirmDialog
        {...dialog('role')}
        title={t('changeRole.title', { name })}
        description={t('changeRole.text')}
        confirmLabel={t('changeRole.save')}
        busyLabel={t('changeRole.saving')}
        tone="primary"
        onConfirm={(form) => changeRoleAction(tenant, id, form)}
        onDone={() => toast.success(t('changeRole.done', { name, role: t(`roles.${role}`) }))}
      >
        <RoleChoice
          legend={t('changeRole.role')}
          current={member.role}
          mayMakeOwner={mayMakeOwner}
          onChange={setRole}
        />
      </ConfirmDialog>
      <ConfirmDialog
        {...dialog('signOut')}
        title={t('signOut.title', { name })}
        description={t('signOut.text', { company })}
        confirmLabel={t('signOut.confirm')}
        busyLabel={t('signOut.busy')}
        tone="primary"
        onConfirm={() => signOutMemberAction(tenant, id)}
        onDone={() => toast.success(t('signOut.done', { name, company }))}
      />
      <ConfirmDialog
        {...dialog('remove')}
        title={t('remove.title', { name, company })}
        description={
          <>
            <p>{t('remove.text')}</p>
            {isSelf && <p className="mt-2 font-medium text-fg">{t('remove.self')}</p>}
          </>
        }
        confirmLabel={t('remove.confirm')}
        busyLabel={t('remove.busy')}
        tone="destructive"
        onConfirm={() => removeMemberAction(tenant, id)}
        onDone={() => toast.success(t('remove.done', { name }))}
      />
    </>
  )
}
