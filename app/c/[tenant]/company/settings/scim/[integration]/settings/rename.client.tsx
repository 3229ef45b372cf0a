'use client'

import { useTranslations } from 'use-intl'
import { ActionForm } from '@/components/ui/action-form.client'
import { TextField } from '@/components/ui/field'
import { SubmitButton } from '@/components/ui/submit-button.client'
import { toast } from '@/components/ui/toast'
import { LONGEST_NAME } from '@/lib/integrations/choices'
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
  const t = useTranslations('scimSettings.rename')
  return (
    <ActionForm action={renameAction.bind(null, tenant, id)} onSuccess={() => toast.success(t('saved'))}>
      {({ errors }) => (
        <>
          <TextField
            key={name}
            label={t('label')}
            name="name"
            defaultValue={name}
            error={errors.name}
            autoComplete="off"
            maxLength={LONGEST_NAME}
            readOnly={Boolean(refusal)}
          />
          <div className="flex justify-start">
            <SubmitButton busyLabel={t('saving')} reason={refusal}>
              {t('save')}
            </SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  )
}
