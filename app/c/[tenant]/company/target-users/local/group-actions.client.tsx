'use client'

import { Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { routes } from '@/components/routes'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog.client'
import { Dialog } from '@/components/ui/dialog.client'
import { Menu, MenuItem } from '@/components/ui/menu.client'
import { toast } from '@/components/ui/toast'
import { deleteGroupAction, renameGroupAction } from './actions'
import { AddMembers } from './add-members.client'
import { GroupForm } from './group-form.client'

/** What can be done with a group that is changed here. With `reason` nothing can, and the buttons say why. */
export function GroupActions({
  tenant,
  group,
  reason,
}: {
  tenant: string
  group: { id: string; name: string; members: number }
  reason: string | undefined
}) {
  const t = useTranslations('local')
  const router = useRouter()
  const [renaming, setRenaming] = useState(false)
  const [deleting, setDeleting] = useState(false)
  const { id, name } = group
  return (
    <>
      <AddMembers tenant={tenant} group={group} reason={reason} />
      {reason ? (
        <Button reason={reason}>{t('group.rename')}</Button>
      ) : (
        <Dialog
          title={t('group.renameTitle', { name })}
          open={renaming}
          onOpenChange={setRenaming}
          trigger={<Button>{t('group.rename')}</Button>}
        >
          <GroupForm
            group={group}
            action={(form) => renameGroupAction(tenant, id, form)}
            labels={{ submit: t('save'), busy: t('saving') }}
            onCancel={() => setRenaming(false)}
            onDone={(saved) => {
              setRenaming(false)
              toast.success(t('group.renamed', { name: saved.name }))
            }}
          />
        </Dialog>
      )}
      <Menu label={t('group.menu', { name })}>
        <MenuItem icon={<Trash2 />} destructive reason={reason} onSelect={() => setDeleting(true)}>
          {t('group.delete')}
        </MenuItem>
      </Menu>
      <ConfirmDialog
        title={t('group.deleteTitle', { name })}
        description={t('group.deleteText', { members: group.members })}
        confirmLabel={t('group.delete')}
        busyLabel={t('group.deleting')}
        tone="destructive"
        open={deleting}
        onOpenChange={setDeleting}
        onConfirm={() => deleteGroupAction(tenant, id)}
        leaves
        onDone={() => {
          toast.success(t('group.deleted', { name }))
          router.push(routes.groups(tenant))
        }}
      />
    </>
  )
}
