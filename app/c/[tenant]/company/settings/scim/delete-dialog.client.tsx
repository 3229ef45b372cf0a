'use client'

import { useRouter } from 'next/navigation'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { routes } from '@/components/routes'
import { ConfirmDialog } from '@/components/ui/confirm-dialog.client'
import { RadioGroup } from '@/components/ui/radio-group'
import { toast } from '@/components/ui/toast'
import { FATES } from '@/lib/integrations/choices'
import { deleteAction } from './[integration]/actions'

/** Asks what becomes of the people before an integration is deleted; opened by its trigger or by `open`. */
export function DeleteDialog({
  tenant,
  integration: { id, name, users, groups },
  ...opening
}: {
  tenant: string
  integration: { id: string; name: string; users: number; groups: number }
  trigger?: ReactElement
  open?: boolean
  onOpenChange?: (open: boolean) => void
}) {
  const t = useTranslations('scimSettings.settings')
  const router = useRouter()
  return (
    <ConfirmDialog
      {...opening}
      title={t('deleteTitle', { name })}
      description={t('deleteConfirm')}
      confirmLabel={t('delete')}
      busyLabel={t('deleting')}
      tone="destructive"
      phrase={name}
      phraseLabel={t('typeName', { name })}
      onConfirm={(form) => {
        form.set('confirmation', name)
        return deleteAction(tenant, id, form)
      }}
      onDone={() => {
        toast.success(t('deletedToast', { name }))
        router.push(routes.scimSettings(tenant))
        router.refresh()
      }}
    >
      <RadioGroup
        legend={t('fate', { users, groups })}
        name="people"
        columns={1}
        defaultValue="keep"
        choices={FATES.map((value) => ({
          value,
          label: t(`fates.${value}`),
          description: t(`fatesText.${value}`),
        }))}
      />
    </ConfirmDialog>
  )
}
