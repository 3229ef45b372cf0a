'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog.client'
import { Dialog } from '@/components/ui/dialog.client'
import { toast } from '@/components/ui/toast'
import type { Entitlement } from '@/lib/entitlements/entitlements'
import { changeAction, removeAction } from './actions'
import { EntitlementForm } from './fields.client'

export function EntitlementActions({
  tenant,
  entry,
  refusal,
}: {
  tenant: string
  entry: Entitlement
  refusal: string | undefined
}) {
  const t = useTranslations('entitlements')
  const [editing, setEditing] = useState(false)
  const { id, display } = entry
  const [edit, remove] = [t('editNamed', { name: display }), t('removeNamed', { name: display })]
  if (refusal) {
    return (
      <span className="flex gap-2 md:justify-end">
        <Button size="sm" reason={refusal} aria-label={edit}>
          {t('edit')}
        </Button>
        <Button size="sm" reason={refusal} aria-label={remove}>
          {t('remove')}
        </Button>
      </span>
    )
  }
  return (
    <span className="flex gap-2 md:justify-end">
      <Dialog
        title={edit}
        description={t.rich('valueStays', {
          value: entry.value,
          code: (chunks) => <code className="break-all text-code">{chunks}</code>,
        })}
        open={editing}
        onOpenChange={setEditing}
        trigger={
          <Button size="sm" aria-label={edit}>
            {t('edit')}
          </Button>
        }
      >
        <EntitlementForm
          entry={entry}
          action={changeAction.bind(null, tenant, id)}
          submitLabel={t('save')}
          onCancel={() => setEditing(false)}
          onDone={() => {
            setEditing(false)
            toast.success(t('saved'))
          }}
        />
      </Dialog>
      <ConfirmDialog
        title={t('removeTitle', { name: display })}
        description={t('removeText')}
        confirmLabel={t('removeConfirm')}
        busyLabel={t('removing')}
        tone="destructive"
        trigger={
          <Button size="sm" aria-label={remove}>
            {t('remove')}
          </Button>
        }
        onConfirm={() => removeAction(tenant, id)}
        onDone={() => toast.success(t('removed', { name: display }))}
      />
    </span>
  )
}
