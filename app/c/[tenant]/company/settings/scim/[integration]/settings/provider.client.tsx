'use client'

import { useTranslations } from 'use-intl'
import { ActionForm } from '@/components/ui/action-form.client'
import { SelectField } from '@/components/ui/field'
import { SubmitButton } from '@/components/ui/submit-button.client'
import { toast } from '@/components/ui/toast'
import { PROVIDERS, type Provider } from '@/lib/integrations/choices'
import { providerAction } from '../connect/actions'

export function ProviderForm({
  tenant,
  id,
  provider,
  refusal,
}: {
  tenant: string
  id: string
  provider: Provider
  refusal: string | undefined
}) {
  const t = useTranslations('scimSettings')
  return (
    <ActionForm
      action={(form) => providerAction(tenant, id, String(form.get('provider')))}
      onSuccess={() => toast.success(t('settings.saved'))}
    >
      {() => (
        <>
          <SelectField
            key={provider}
            label={t('settings.provider')}
            name="provider"
            defaultValue={provider}
            disabled={Boolean(refusal)}
            options={Object.keys(PROVIDERS).map((value) => ({
              value,
              label: t(`provider.${value as Provider}`),
            }))}
            hint={t('settings.providerText')}
          />
          <div className="flex justify-start">
            <SubmitButton busyLabel={t('settings.saving')} reason={refusal}>
              {t('settings.save')}
            </SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  )
}
