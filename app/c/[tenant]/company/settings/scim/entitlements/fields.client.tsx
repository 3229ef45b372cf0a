'use client'

import { ActionForm } from '@/components/ui/action-form.client'
import { Button } from '@/components/ui/button'
import { TextareaField, TextField } from '@/components/ui/field'
import { RadioGroup } from '@/components/ui/radio-group'
import { SubmitButton } from '@/components/ui/submit-button.client'
import type { ActionResult } from '@/lib/base/action-result'
import type { Entitlement } from '@/lib/entitlements/entitlements'
import { KINDS } from '@/lib/entitlements/input'

const kinds = [
  { value: 'role', label: KINDS.role, description: 'Served at /Roles.' },
  { value: 'entitlement', label: KINDS.entitlement, description: 'Served at /Entitlements.' },
]

/** The form of one entry. What people carry, the value, is chosen once: an entry that is there keeps it. */
export function EntitlementForm({
  entry,
  action,
  submitLabel,
  onDone,
  onCancel,
}: {
  entry?: Entitlement
  action: (form: FormData) => Promise<ActionResult<null>>
  submitLabel: string
  onDone: () => void
  onCancel: () => void
}) {
  return (
    <ActionForm action={action} onSuccess={onDone}>
      {({ errors }) => (
        <>
          {!entry && (
            <RadioGroup
              legend="What it is"
              name="kind"
              choices={kinds}
              defaultValue="role"
              error={errors.kind}
            />
          )}
          <TextField
            label="Name"
            name="display"
            defaultValue={entry?.display}
            hint="What people see in your identity provider."
            error={errors.display}
            autoComplete="off"
            maxLength={250}
          />
          {!entry && (
            <TextField
              label="Value"
              name="value"
              hint="What your application knows it by. It can’t be changed later."
              error={errors.value}
              autoComplete="off"
              spellCheck={false}
              maxLength={250}
            />
          )}
          <TextField
            label="Type"
            name="type"
            optional
            defaultValue={entry?.type ?? ''}
            hint="For example: License"
            error={errors.type}
            autoComplete="off"
            maxLength={150}
          />
          <TextareaField
            label="Description"
            name="description"
            optional
            rows={2}
            defaultValue={entry?.description ?? ''}
            error={errors.description}
            maxLength={1100}
          />
          <div className="flex justify-end gap-2">
            <Button onClick={onCancel}>Cancel</Button>
            <SubmitButton busyLabel="Saving…">{submitLabel}</SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  )
}
