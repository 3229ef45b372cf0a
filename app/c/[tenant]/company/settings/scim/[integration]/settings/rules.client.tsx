'use client'

import { useTranslations } from 'use-intl'
import { ActionForm } from '@/components/ui/action-form.client'
import { TextareaField } from '@/components/ui/field'
import { RadioGroup } from '@/components/ui/radio-group'
import { SubmitButton } from '@/components/ui/submit-button.client'
import { toast } from '@/components/ui/toast'
import { WHEN_DELETED, WHEN_GROUPLESS } from '@/lib/integrations/choices'
import type { RulesInput } from '@/lib/integrations/input'
import { rulesAction } from '../actions'

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
  const t = useTranslations('scimSettings.settings')
  return (
    <ActionForm action={rulesAction.bind(null, tenant, id)} onSuccess={() => toast.success(t('rulesSaved'))}>
      {({ errors }) => (
        <>
          <fieldset disabled={Boolean(refusal)} className="flex min-w-0 flex-col gap-5">
            <TextareaField
              label={t('domains')}
              name="allowedDomains"
              optional
              rows={2}
              defaultValue={rules.allowedDomains.join('\n')}
              hint={t('domainsHint')}
              error={errors.allowedDomains}
              autoComplete="off"
              spellCheck={false}
            />
            <RadioGroup
              legend={t('groupless')}
              name="whenGroupless"
              columns={1}
              choices={WHEN_GROUPLESS.map((value) => ({
                value,
                label: t(`whenGroupless.${value}`),
                description: t(`whenGrouplessText.${value}`),
              }))}
              defaultValue={rules.whenGroupless}
              error={errors.whenGroupless}
            />
            <RadioGroup
              legend={t('deleted')}
              name="whenDeleted"
              columns={1}
              choices={WHEN_DELETED.map((value) => ({
                value,
                label: t(`whenDeleted.${value}`),
                description: t(`whenDeletedText.${value}`),
              }))}
              defaultValue={rules.whenDeleted}
              error={errors.whenDeleted}
            />
          </fieldset>
          <div className="flex justify-start">
            <SubmitButton busyLabel={t('saving')} reason={refusal}>
              {t('rulesSave')}
            </SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  )
}
