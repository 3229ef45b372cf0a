'use client'

import { useState, useTransition } from 'react'
import { useTranslations } from 'use-intl'
import { ConfirmDialog } from '@/components/ui/confirm-dialog.client'
import { Dialog } from '@/components/ui/dialog.client'
import { Notice } from '@/components/ui/notice'
import { toast } from '@/components/ui/toast'
import { GroupPicker } from '../group-picker.client'
import { addChosenAction, deactivateChosenAction } from './bulk-actions'

/** Asks before the chosen Local people are deactivated, or which Local group they are put into. */
export function BulkDialog({
  tenant,
  ids,
  what,
  onClose,
  onDone,
}: {
  tenant: string
  ids: readonly string[]
  what: 'group' | 'deactivate'
  onClose: () => void
  onDone: () => void
}) {
  const t = useTranslations('users.bulk')
  const [error, setError] = useState<string>()
  const [busy, start] = useTransition()
  const count = ids.length

  function add(groupId: string) {
    start(async () => {
      const result = await addChosenAction(tenant, groupId, ids)
      if (!result.ok) return setError(Object.values(result.errors)[0])
      toast.success(t('added', { count: result.data }))
      onDone()
      onClose()
    })
  }

  if (what === 'group') {
    return (
      <Dialog
        open
        onOpenChange={(open) => open || onClose()}
        title={t('groupTitle', { count })}
        description={t('groupText')}
      >
        {error && <Notice tone="err">{error}</Notice>}
        <div aria-busy={busy}>
          <GroupPicker tenant={tenant} origin="local" onPick={add} />
        </div>
      </Dialog>
    )
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t('deactivateTitle', { count })}
      description={t('deactivateText')}
      confirmLabel={t('deactivateConfirm')}
      tone="destructive"
      onConfirm={() => deactivateChosenAction(tenant, ids)}
      onDone={() => {
        toast.success(t('deactivated', { count }))
        onDone()
        onClose()
      }}
    />
  )
}
