'use client'

import { useTranslations } from 'use-intl'
import { ActionForm } from '@/components/ui/action-form.client'
import { TextField } from '@/components/ui/field'
import { SubmitButton } from '@/components/ui/submit-button.client'
import { toast } from '@/components/ui/toast'
import { RETENTION } from '@/lib/activity/choices'
import type { Retention } from '@/lib/activity/retention'
import { retentionAction } from '../actions'

/** How long the requests of this integration are kept; left empty, as long as the company's. */
export function RetentionForm({
  tenant,
  id,
  retention: { company, own },
  refusal,
}: {
  tenant: string
  id: string
  retention: Retention
  refusal: string | undefined
}) {
  const t = useTranslations('scimSettings.retention')
  const save = useTranslations('scimSettings.settings')
  return (
    <ActionForm action={retentionAction.bind(null, tenant, id)} onSuccess={() => toast.success(t('saved'))}>
      {({ errors }) => (
        <>
          <TextField
            key={own}
            label={t('label')}
            name="days"
            inputMode="numeric"
            defaultValue={own ?? ''}
            placeholder={t('asCompany', { days: company })}
            hint={t('hint', { ...RETENTION, days: company })}
            error={errors.days}
            maxLength={3}
            autoComplete="off"
            optional
            readOnly={Boolean(refusal)}
          />
          <div className="flex justify-start">
            <SubmitButton busyLabel={save('saving')} reason={refusal}>
              {save('save')}
            </SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  )
}
