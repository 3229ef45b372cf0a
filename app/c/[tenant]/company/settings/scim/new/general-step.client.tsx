'use client'

import { type Ref, useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { ActionForm } from '@/components/ui/action-form.client'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog.client'
import { TextField } from '@/components/ui/field'
import { RadioGroup } from '@/components/ui/radio-group'
import { SubmitButton } from '@/components/ui/submit-button.client'
import { LONGEST_NAME, PROVIDERS, type Provider } from '@/lib/integrations/choices'
import type { Field } from '@/lib/mapping/choices'
import { checkGeneralAction } from './actions'
import { type Draft, isUntouched } from './draft.client'
import { MappingPart } from './mapping-part.client'
import { ProviderMark } from './provider-mark'

/** Step 1: what the integration is called, and whose it is. */
export function GeneralStep({
  heading,
  tenant,
  draft,
  usualPaths,
  nameError,
  onChange,
  onNext,
  onDiscard,
}: {
  heading: Ref<HTMLHeadingElement>
  tenant: string
  draft: Draft
  usualPaths: Readonly<Record<Field, string>>
  nameError: string | undefined
  onChange: (change: Partial<Draft>) => void
  onNext: () => void
  onDiscard: () => void
}) {
  const t = useTranslations('scimSettings')
  const name = useRef<HTMLInputElement>(null)
  useEffect(() => {
    name.current?.focus()
  }, [])
  return (
    <ActionForm action={checkGeneralAction.bind(null, tenant)} onSuccess={onNext}>
      {({ errors }) => (
        <>
          <h2 ref={heading} tabIndex={-1} className="text-section outline-none">
            {t('wizard.general')}
          </h2>
          <TextField
            ref={name}
            label={t('wizard.name')}
            name="name"
            hint={t('wizard.nameHint')}
            defaultValue={draft.name}
            onChange={(event) => onChange({ name: event.currentTarget.value })}
            error={errors.name ?? nameError}
            autoComplete="off"
            maxLength={LONGEST_NAME}
          />
          <RadioGroup
            legend={t('wizard.provider')}
            name="provider"
            optional
            columns={2}
            choices={Object.keys(PROVIDERS).map((value) => ({
              value,
              label: t(`provider.${value as Provider}`),
              icon: <ProviderMark provider={value as Provider} />,
            }))}
            defaultValue={draft.provider}
            onValueChange={(value) => onChange({ provider: value as Provider })}
            error={errors.provider}
            hint={t('wizard.providerHint')}
          />
          <MappingPart draft={draft} usualPaths={usualPaths} errors={errors} onChange={onChange} />
          <div className="flex justify-end gap-2">
            {isUntouched(draft) ? (
              <Button onClick={onDiscard}>{t('wizard.cancel')}</Button>
            ) : (
              <ConfirmDialog
                title={t('wizard.discardTitle')}
                description={t('wizard.discardText')}
                confirmLabel={t('wizard.discard')}
                cancelLabel={t('wizard.keepEditing')}
                tone="destructive"
                trigger={<Button>{t('wizard.cancel')}</Button>}
                onConfirm={async () => onDiscard()}
              />
            )}
            <SubmitButton busyLabel={t('wizard.checking')}>{t('wizard.next')}</SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  )
}
