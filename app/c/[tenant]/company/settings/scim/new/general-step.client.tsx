'use client'

import { type Ref, useEffect, useRef } from 'react'
import { ActionForm } from '@/components/ui/action-form.client'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog.client'
import { TextField } from '@/components/ui/field'
import { RadioGroup } from '@/components/ui/radio-group'
import { SubmitButton } from '@/components/ui/submit-button.client'
import { PROVIDERS, type Provider } from '@/lib/integrations/input'
import { checkGeneralAction } from './actions'
import type { Draft } from './draft.client'

const choices = Object.entries(PROVIDERS).map(([value, label]) => ({ value, label }))

/** Step 1: what the integration is called, and whose it is. */
export function GeneralStep({
  heading,
  tenant,
  draft,
  nameError,
  onChange,
  onNext,
  onDiscard,
}: {
  heading: Ref<HTMLHeadingElement>
  tenant: string
  draft: Draft
  nameError: string | undefined
  onChange: (change: Partial<Draft>) => void
  onNext: () => void
  onDiscard: () => void
}) {
  const name = useRef<HTMLInputElement>(null)
  useEffect(() => {
    name.current?.focus()
  }, [])
  const isEmpty = draft.name === '' && draft.provider === 'other' && !draft.groupSync
  return (
    <ActionForm action={checkGeneralAction.bind(null, tenant)} onSuccess={onNext}>
      {({ errors }) => (
        <>
          <h2 ref={heading} tabIndex={-1} className="text-section outline-none">
            General
          </h2>
          <TextField
            ref={name}
            label="Name"
            name="name"
            hint="For example: Corporate Okta"
            defaultValue={draft.name}
            onChange={(event) => onChange({ name: event.currentTarget.value })}
            error={errors.name ?? nameError}
            autoComplete="off"
            maxLength={100}
          />
          <RadioGroup
            legend="Identity provider"
            name="provider"
            optional
            columns={2}
            choices={choices}
            defaultValue={draft.provider}
            onValueChange={(value) => onChange({ provider: value as Provider })}
            error={errors.provider}
            hint="This only changes the guide and the names of the fields in it."
          />
          <div className="flex justify-end gap-2">
            {isEmpty ? (
              <Button onClick={onDiscard}>Cancel</Button>
            ) : (
              <ConfirmDialog
                title="Discard this integration?"
                description="What you entered is lost. Nothing has been created yet."
                confirmLabel="Discard"
                cancelLabel="Keep editing"
                tone="destructive"
                trigger={<Button>Cancel</Button>}
                onConfirm={async () => onDiscard()}
              />
            )}
            <SubmitButton busyLabel="Checking…">Next</SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  )
}
