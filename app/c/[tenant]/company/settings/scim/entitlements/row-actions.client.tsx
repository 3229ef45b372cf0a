'use client'

import { useState } from 'react'
import { toast } from 'sonner'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog.client'
import { Dialog } from '@/components/ui/dialog.client'
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
  const [editing, setEditing] = useState(false)
  const { id, display } = entry
  const [edit, remove] = [`Edit ${display}`, `Remove ${display}`]
  if (refusal) {
    return (
      <span className="flex gap-2 md:justify-end">
        <Button size="sm" reason={refusal} aria-label={edit}>
          Edit…
        </Button>
        <Button size="sm" reason={refusal} aria-label={remove}>
          Remove…
        </Button>
      </span>
    )
  }
  return (
    <span className="flex gap-2 md:justify-end">
      <Dialog
        title={edit}
        description={
          <>
            Its value stays <code className="break-all text-code">{entry.value}</code>.
          </>
        }
        open={editing}
        onOpenChange={setEditing}
        trigger={
          <Button size="sm" aria-label={edit}>
            Edit…
          </Button>
        }
      >
        <EntitlementForm
          entry={entry}
          action={changeAction.bind(null, tenant, id)}
          submitLabel="Save"
          onCancel={() => setEditing(false)}
          onDone={() => {
            setEditing(false)
            toast.success('Saved')
          }}
        />
      </Dialog>
      <ConfirmDialog
        title={`Remove ${display}?`}
        description="Identity providers no longer find it here. People who carry it keep it until their identity provider takes it from them."
        confirmLabel="Remove"
        busyLabel="Removing…"
        tone="destructive"
        trigger={
          <Button size="sm" aria-label={remove}>
            Remove…
          </Button>
        }
        onConfirm={() => removeAction(tenant, id)}
        onDone={() => toast.success(`${display} was removed`)}
      />
    </span>
  )
}
