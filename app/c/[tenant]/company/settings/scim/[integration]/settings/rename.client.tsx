'use client'

import { toast } from 'sonner'
import { ActionForm } from '@/components/ui/action-form.client'
import { TextField } from '@/components/ui/field'
import { SubmitButton } from '@/components/ui/submit-button.client'
import { renameAction } from '../actions'

export function RenameForm({
  tenant,
  id,
  name,
  refusal,
}: {
  tenant: string
  id: string
  name: string
  refusal: string | undefined
}) {
  return (
    <ActionForm action={renameAction.bind(null, tenant, id)} onSuccess={() => toast.success('Name saved')}>
      {({ errors }) => (
        <>
          <TextField
            label="Name"
            name="name"
            defaultValue={name}
            error={errors.name}
            autoComplete="off"
            maxLength={100}
            readOnly={Boolean(refusal)}
          />
          <div className="flex justify-end">
            <SubmitButton busyLabel="Saving…" reason={refusal}>
              Save
            </SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  )
}
