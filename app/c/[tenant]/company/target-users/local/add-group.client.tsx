'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { routes } from '@/components/routes'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog.client'
import { toast } from '@/components/ui/toast'
import { addGroupAction } from './actions'
import { GroupForm } from './group-form.client'

export function AddGroup({ tenant, reason }: { tenant: string; reason: string | undefined }) {
  const t = useTranslations('local')
  const router = useRouter()
  const [open, setOpen] = useState(false)
  if (reason) return <Button reason={reason}>{t('add.group')}</Button>
  return (
    <Dialog
      title={t('group.newTitle')}
      description={t('group.newText')}
      open={open}
      onOpenChange={setOpen}
      trigger={<Button>{t('add.group')}</Button>}
    >
      <GroupForm
        action={(form) => addGroupAction(tenant, form)}
        labels={{ submit: t('group.add'), busy: t('group.adding') }}
        onCancel={() => setOpen(false)}
        onDone={({ id, name }) => {
          setOpen(false)
          toast.success(t('group.added', { name }))
          router.push(routes.group(tenant, id))
        }}
      />
    </Dialog>
  )
}
