'use client'

import { useState } from 'react'
import { ActionForm } from '@/components/ui/action-form.client'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog.client'
import { SelectField, TextField } from '@/components/ui/field'
import { RadioGroup } from '@/components/ui/radio-group'
import { SubmitButton } from '@/components/ui/submit-button.client'
import { ACCESS, EXPIRIES } from '@/lib/integrations/input'
import { useTokenHolder } from '../../token-holder.client'
import { createTokenAction, type Issued } from './actions'

const expiries = Object.entries(EXPIRIES).map(([value, label]) => ({ value, label }))
const accesses = [
  {
    value: 'read-write',
    label: ACCESS['read-write'],
    description: 'For an identity provider: it creates, changes and removes.',
  },
  { value: 'read-only', label: ACCESS['read-only'], description: 'For a back end that reads the directory.' },
]

export function CreateToken({
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
  const [open, setOpen] = useState(false)
  const { hold } = useTokenHolder()
  if (refusal) return <Button reason={refusal}>Create token</Button>
  return (
    <Dialog
      title="Create token"
      description="The token is shown once, right after this."
      open={open}
      onOpenChange={setOpen}
      trigger={<Button variant="primary">Create token</Button>}
    >
      <ActionForm
        action={createTokenAction.bind(null, tenant, id)}
        onSuccess={(token: Issued) => {
          hold(id, token)
          setOpen(false)
        }}
      >
        {({ errors }) => (
          <>
            <TextField
              label="Name"
              name="name"
              defaultValue={name}
              error={errors.name}
              autoComplete="off"
              maxLength={100}
            />
            <SelectField
              label="Expires"
              name="expiry"
              options={expiries}
              defaultValue="1-year"
              error={errors.expiry}
              hint="Entra ID stops syncing when a token expires; if you choose an expiry, set a reminder."
            />
            <RadioGroup
              legend="Access"
              name="access"
              columns={1}
              choices={accesses}
              defaultValue="read-write"
              error={errors.access}
            />
            <div className="flex justify-end gap-2">
              <Button onClick={() => setOpen(false)}>Cancel</Button>
              <SubmitButton busyLabel="Creating…">Create token</SubmitButton>
            </div>
          </>
        )}
      </ActionForm>
    </Dialog>
  )
}
