'use client'

import { useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import { ActionForm } from '@/components/ui/action-form.client'
import { Checkbox } from '@/components/ui/checkbox'
import { TextareaField, TextField } from '@/components/ui/field'
import { RadioGroup } from '@/components/ui/radio-group'
import { SubmitButton } from '@/components/ui/submit-button.client'
import { toast } from '@/components/ui/toast'
import {
  LEAST_PERCENT,
  MOST_PERCENT,
  USUAL_PERCENT,
  WHEN_DEACTIVATED,
  WHEN_DELETED,
  WHEN_GROUPLESS,
  WHEN_LOCAL,
} from '@/lib/integrations/choices'
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
          <input type="hidden" name="shown" value={JSON.stringify(rules)} />
          {/* A rule that somebody else has changed is drawn anew; what is typed elsewhere stays. */}
          <fieldset disabled={Boolean(refusal)} className="flex min-w-0 flex-col gap-5">
            <TextareaField
              key={`domains ${rules.allowedDomains}`}
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
            <TextareaField
              key={`addresses ${rules.allowedAddresses}`}
              label={t('addresses')}
              name="allowedAddresses"
              optional
              rows={2}
              defaultValue={rules.allowedAddresses.join('\n')}
              hint={t('addressesHint')}
              error={errors.allowedAddresses}
              autoComplete="off"
              spellCheck={false}
            />
            <RadioGroup
              key={`local ${rules.whenLocal}`}
              legend={t('local')}
              name="whenLocal"
              columns={1}
              choices={WHEN_LOCAL.map((value) => ({
                value,
                label: t(`whenLocal.${value}`),
                description: t(`whenLocalText.${value}`),
              }))}
              defaultValue={rules.whenLocal}
              error={errors.whenLocal}
            />
            <RadioGroup
              key={`deactivated ${rules.whenDeactivated}`}
              legend={t('deactivated')}
              name="whenDeactivated"
              columns={1}
              choices={WHEN_DEACTIVATED.map((value) => ({
                value,
                label: t(`whenDeactivated.${value}`),
                description: t(`whenDeactivatedText.${value}`),
              }))}
              defaultValue={rules.whenDeactivated}
              error={errors.whenDeactivated}
            />
            <RadioGroup
              key={`groupless ${rules.whenGroupless}`}
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
              key={`deleted ${rules.whenDeleted}`}
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
            <GuardFields
              key={`guard ${rules.massChangePercent}`}
              percent={rules.massChangePercent}
              error={errors.massChangePercent}
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

/** Off, the form says so in the place of a percentage. */
function GuardFields({ percent, error }: { percent: number | null; error: string | undefined }) {
  const t = useTranslations('scimSettings.settings')
  const id = useId()
  const [on, setOn] = useState(percent !== null)
  return (
    <fieldset className="flex min-w-0 flex-col gap-3">
      <legend className="float-start font-medium text-body">{t('guard')}</legend>
      <div className="flex items-start gap-2.5">
        <Checkbox
          id={id}
          className="mt-0.5"
          checked={on}
          onChange={(event) => setOn(event.currentTarget.checked)}
          aria-describedby={`${id}-text`}
        />
        <div className="min-w-0">
          <label htmlFor={id} className="text-body">
            {t('guardOn')}
          </label>
          <p id={`${id}-text`} className="max-w-[72ch] text-fg-3 text-meta">
            {t('guardText')}
          </p>
        </div>
      </div>
      {on ? (
        <TextField
          className="ms-6.5 max-w-60"
          label={t('guardPercent')}
          name="massChangePercent"
          type="number"
          inputMode="numeric"
          min={LEAST_PERCENT}
          max={MOST_PERCENT}
          defaultValue={percent ?? USUAL_PERCENT}
          error={error}
        />
      ) : (
        <input type="hidden" name="massChangePercent" value="off" />
      )}
    </fieldset>
  )
}
