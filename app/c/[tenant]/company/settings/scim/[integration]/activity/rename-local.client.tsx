'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { renameGroupAction } from '@/app/c/[tenant]/company/target-users/local/actions'
import { GroupForm } from '@/app/c/[tenant]/company/target-users/local/group-form.client'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog.client'
import { toast } from '@/components/ui/toast'

/** Gives a Local group another name, so that the one of the identity provider is free. */
export function RenameLocalGroup({
  tenant,
  group,
  refusal,
}: {
  tenant: string
  group: { id: string; name: string }
  refusal: string | undefined
}) {
  const t = useTranslations('scimSettings.sameName')
  const words = useTranslations('local')
  const [open, setOpen] = useState(false)
  if (refusal) {
    return (
      <Button size="sm" reason={refusal}>
        {t('rename')}
      </Button>
    )
  }
  return (
    <Dialog
      title={t('renameTitle', { name: group.name })}
      open={open}
      onOpenChange={setOpen}
      trigger={<Button size="sm">{t('rename')}</Button>}
    >
      <GroupForm
        group={group}
        action={(form) => renameGroupAction(tenant, group.id, form)}
        labels={{ submit: words('save'), busy: words('saving') }}
        onCancel={() => setOpen(false)}
        onDone={(saved) => {
          setOpen(false)
          toast.success(t('renamed', { name: saved.name }))
        }}
      />
    </Dialog>
  )
}
