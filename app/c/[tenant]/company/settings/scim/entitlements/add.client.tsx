'use client'

import { useState } from 'react'
import { toast } from 'sonner'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog.client'
import { addAction } from './actions'
import { EntitlementForm } from './fields.client'

export function AddEntitlement({ tenant, refusal }: { tenant: string; refusal: string | undefined }) {
  const [open, setOpen] = useState(false)
  if (refusal) return <Button reason={refusal}>Add</Button>
  return (
    <Dialog
      title="Add a role or an entitlement"
      open={open}
      onOpenChange={setOpen}
      trigger={<Button variant="primary">Add</Button>}
    >
      <EntitlementForm
        action={addAction.bind(null, tenant)}
        submitLabel="Add"
        onCancel={() => setOpen(false)}
        onDone={() => {
          setOpen(false)
          toast.success('Added')
        }}
      />
    </Dialog>
  )
}
