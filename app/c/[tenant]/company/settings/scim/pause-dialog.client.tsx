'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { ConfirmDialog } from '@/components/ui/confirm-dialog.client'
import { toast } from '@/components/ui/toast'
import { pauseAction } from './[integration]/actions'

/** Asks before the calls of an integration are refused; opened by its trigger or by `open`. */
export function PauseDialog({
  tenant,
  id,
  name,
  ...opening
}: {
  tenant: string
  id: string
  name: string
  trigger?: ReactElement
  open?: boolean
  onOpenChange?: (open: boolean) => void
}) {
  const t = useTranslations('scimSettings.settings')
  return (
    <ConfirmDialog
      {...opening}
      title={t('pauseTitle', { name })}
      description={t('pauseConfirm')}
      confirmLabel={t('pause')}
      busyLabel={t('pausing')}
      onConfirm={() => pauseAction(tenant, id)}
      onDone={() => toast.success(t('paused', { name }))}
    />
  )
}
