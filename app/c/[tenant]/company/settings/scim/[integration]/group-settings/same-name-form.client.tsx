'use client'

import { useTranslations } from 'use-intl'
import { ActionForm } from '@/components/ui/action-form.client'
import { SubmitButton } from '@/components/ui/submit-button.client'
import { toast } from '@/components/ui/toast'
import { SameNameChoice, type WhenLocalGroup } from '../../same-name.client'
import { groupRulesAction } from '../actions'

/** What becomes of a group that comes while a Local one has its name. */
export function SameNameForm({
  tenant,
  id,
  value,
  refusal,
}: {
  tenant: string
  id: string
  value: WhenLocalGroup
  refusal: string | undefined
}) {
  const t = useTranslations('scimSettings')
  return (
    <ActionForm
      action={groupRulesAction.bind(null, tenant, id)}
      onSuccess={() => toast.success(t('sameName.saved'))}
    >
      {({ errors }) => (
        <>
          <fieldset disabled={Boolean(refusal)} className="min-w-0">
            <SameNameChoice key={value} value={value} error={errors.whenLocalGroup} />
          </fieldset>
          <div className="flex justify-start">
            <SubmitButton busyLabel={t('settings.saving')} reason={refusal}>
              {t('sameName.save')}
            </SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  )
}
