'use client'

import { useRouter } from 'next/navigation'
import { toast } from 'sonner'
import { routes } from '@/components/routes'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog.client'
import { RadioGroup } from '@/components/ui/radio-group'
import { deleteAction } from '../actions'

export function DeleteSetting({
  tenant,
  id,
  name,
  users,
  groups,
  refusal,
}: {
  tenant: string
  id: string
  name: string
  users: number
  groups: number
  refusal: string | undefined
}) {
  const router = useRouter()
  if (refusal) return <Button reason={refusal}>Delete…</Button>
  const people = users === 1 ? '1 user' : `${users} users`
  const teams = groups === 1 ? '1 group' : `${groups} groups`
  return (
    <ConfirmDialog
      title={`Delete ${name}?`}
      description="Its tokens stop working at once. This can’t be undone."
      confirmLabel="Delete integration"
      busyLabel="Deleting…"
      tone="destructive"
      phrase={name}
      trigger={<Button variant="destructive">Delete…</Button>}
      onConfirm={(form) => {
        form.set('confirmation', name)
        return deleteAction(tenant, id, form)
      }}
      onDone={() => {
        toast.success(`${name} was deleted`)
        router.push(routes.scimSettings(tenant))
      }}
    >
      <RadioGroup
        legend={`What becomes of its ${people} and ${teams}?`}
        name="people"
        columns={1}
        defaultValue="keep"
        choices={[
          { value: 'keep', label: 'Keep them', description: 'They become Local.' },
          {
            value: 'deactivate',
            label: 'Deactivate the users',
            description: 'Users become inactive and Local, groups become Local.',
          },
          {
            value: 'remove',
            label: 'Remove them',
            description: 'Users and groups are gone; their history stays.',
          },
        ]}
      />
    </ConfirmDialog>
  )
}
