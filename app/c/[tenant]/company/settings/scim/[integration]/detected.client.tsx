'use client'

import { Radar } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { ActionForm } from '@/components/ui/action-form.client'
import { SubmitButton } from '@/components/ui/submit-button.client'
import { toast } from '@/components/ui/toast'
import type { Provider } from '@/lib/integrations/choices'
import { providerAction } from './connect/actions'

/** Whose calls they are, by what they say themselves, and the guide for it at one click. */
export function Detected({
  tenant,
  id,
  provider: detected,
  refusal,
}: {
  tenant: string
  id: string
  provider: Provider
  refusal: string | undefined
}) {
  const t = useTranslations('scimSettings')
  const provider = t(`provider.${detected}`)
  return (
    <ActionForm
      action={() => providerAction(tenant, id, detected)}
      onSuccess={() => toast.success(t('detected.used', { provider }))}
      className="flex flex-row flex-wrap items-center gap-x-3 gap-y-1.5"
    >
      {() => (
        <>
          <span className="inline-flex items-center gap-1.5" title={t('detected.text', { provider })}>
            <Radar aria-hidden className="size-3.5 text-fg-3" />
            {t('detected.label', { provider })}
          </span>
          <SubmitButton variant="secondary" size="sm" reason={refusal} busyLabel={t('detected.using')}>
            {t('detected.use', { provider })}
          </SubmitButton>
        </>
      )}
    </ActionForm>
  )
}
