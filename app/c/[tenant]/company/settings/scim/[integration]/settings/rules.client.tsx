'use client'

import { toast } from 'sonner'
import { ActionForm } from '@/components/ui/action-form.client'
import { TextareaField } from '@/components/ui/field'
import { RadioGroup } from '@/components/ui/radio-group'
import { SubmitButton } from '@/components/ui/submit-button.client'
import { type RulesInput, WHEN_DELETED, WHEN_GROUPLESS } from '@/lib/integrations/input'
import { rulesAction } from '../actions'

const LEAVING = {
  nothing: 'They stay as they are.',
  deactivate: 'They become inactive and are kept.',
  remove: 'They are gone; their history stays.',
}
const DELETING = {
  delete: 'The person is gone; their history stays.',
  deactivate: 'The person stays here, inactive. Sent again, they come back as the same person.',
}

/** What the integration decides by itself. */
export function RulesForm({
  tenant,
  id,
  rules,
  refusal,
}: {
  tenant: string
  id: string
  rules: RulesInput
  refusal: string | undefined
}) {
  return (
    <ActionForm action={rulesAction.bind(null, tenant, id)} onSuccess={() => toast.success('Rules saved')}>
      {({ errors }) => (
        <>
          <fieldset disabled={Boolean(refusal)} className="flex min-w-0 flex-col gap-5">
            <TextareaField
              label="Allowed e-mail domains"
              name="allowedDomains"
              optional
              rows={2}
              defaultValue={rules.allowedDomains.join('\n')}
              hint="One on each line. Whoever comes with another domain is refused. Empty: every domain is allowed."
              error={errors.allowedDomains}
              autoComplete="off"
              spellCheck={false}
            />
            <RadioGroup
              legend="When a person leaves every synchronised group"
              name="whenGroupless"
              columns={1}
              choices={choices(WHEN_GROUPLESS, LEAVING)}
              defaultValue={rules.whenGroupless}
              error={errors.whenGroupless}
            />
            <RadioGroup
              legend="When the IdP deletes"
              name="whenDeleted"
              columns={1}
              choices={choices(WHEN_DELETED, DELETING)}
              defaultValue={rules.whenDeleted}
              error={errors.whenDeleted}
            />
          </fieldset>
          <div className="flex justify-end">
            <SubmitButton busyLabel="Saving…" reason={refusal}>
              Save rules
            </SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  )
}

function choices<K extends string>(labels: Record<K, string>, descriptions: Record<K, string>) {
  return (Object.keys(labels) as K[]).map((value) => ({
    value,
    label: labels[value],
    description: descriptions[value],
  }))
}
