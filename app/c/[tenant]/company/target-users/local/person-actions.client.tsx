'use client'

import { Trash2, UserCheck, UserX } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { routes } from '@/components/routes'
import { ButtonLink } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog.client'
import { Menu, MenuItem } from '@/components/ui/menu.client'
import { toast } from '@/components/ui/toast'
import { deletePersonAction, setPersonActiveAction } from './actions'

/** What can be done with a person who is changed here. With `reason` nothing can, and the buttons say why. */
export function PersonActions({
  tenant,
  person,
  reason,
}: {
  tenant: string
  person: { id: string; name: string; active: boolean; groups: number }
  reason: string | undefined
}) {
  const t = useTranslations('local')
  const router = useRouter()
  const [asking, setAsking] = useState<'deactivate' | 'delete'>()
  const { id, name, active } = person

  async function activate() {
    const result = await setPersonActiveAction(tenant, id, true)
    if (result.ok) toast.success(t('person.activated', { name }))
    else toast.error(Object.values(result.errors)[0])
  }

  return (
    <>
      <ButtonLink href={routes.editUser(tenant, id)} reason={reason}>
        {t('person.edit')}
      </ButtonLink>
      <Menu label={t('person.menu', { name })}>
        {active ? (
          <MenuItem icon={<UserX />} reason={reason} onSelect={() => setAsking('deactivate')}>
            {t('person.deactivate')}
          </MenuItem>
        ) : (
          <MenuItem icon={<UserCheck />} reason={reason} onSelect={activate}>
            {t('person.activate')}
          </MenuItem>
        )}
        <MenuItem icon={<Trash2 />} destructive reason={reason} onSelect={() => setAsking('delete')}>
          {t('person.delete')}
        </MenuItem>
      </Menu>
      <ConfirmDialog
        title={t('person.deactivateTitle', { name })}
        description={t('person.deactivateText')}
        confirmLabel={t('person.deactivate')}
        busyLabel={t('person.deactivating')}
        open={asking === 'deactivate'}
        onOpenChange={(open) => !open && setAsking(undefined)}
        onConfirm={() => setPersonActiveAction(tenant, id, false)}
        onDone={() => toast.success(t('person.deactivated', { name }))}
      />
      <ConfirmDialog
        title={t('person.deleteTitle', { name })}
        description={t('person.deleteText', { groups: person.groups })}
        confirmLabel={t('person.delete')}
        busyLabel={t('person.deleting')}
        tone="destructive"
        open={asking === 'delete'}
        onOpenChange={(open) => !open && setAsking(undefined)}
        onConfirm={() => deletePersonAction(tenant, id)}
        leaves
        onDone={() => {
          toast.success(t('person.deleted', { name }))
          router.push(routes.users(tenant))
        }}
      />
    </>
  )
}
