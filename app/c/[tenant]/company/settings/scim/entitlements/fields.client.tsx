'use client'

import { useTranslations } from 'use-intl'
import { ActionForm } from '@/components/ui/action-form.client'
import { Button } from '@/components/ui/button'
import { DialogFooter } from '@/components/ui/dialog-parts.client'
import { TextareaField, TextField } from '@/components/ui/field'
import { RadioGroup } from '@/components/ui/radio-group'
import { SubmitButton } from '@/components/ui/submit-button.client'
import type { ActionResult } from '@/lib/base/action-result'
import { KINDS } from '@/lib/entitlements/choices'
import type { Entitlement } from '@/lib/entitlements/entitlements'

/** The form of one entry. What people carry, the value, is chosen once: an entry that is there keeps it. */
export function EntitlementForm({
  entry,
  action,
  submitLabel,
  onDone,
  onCancel,
}: {
  entry?: Entitlement
  action: (form: FormData) => Promise<ActionResult<null>>
  submitLabel: string
  onDone: () => void
  onCancel: () => void
}) {
  const t = useTranslations('entitlements')
  const common = useTranslations('ui')
  return (
    <ActionForm action={action} onSuccess={onDone}>
      {({ errors }) => (
        <>
          {!entry && (
            <RadioGroup
              legend={t('kind')}
              name="kind"
              choices={KINDS.map((kind) => ({
                value: kind,
                label: t(`kinds.${kind}`),
                description: t(`served.${kind}`),
              }))}
              defaultValue="role"
              error={errors.kind}
            />
          )}
          <TextField
            label={t('name')}
            name="display"
            defaultValue={entry?.display}
            hint={t('nameHint')}
            error={errors.display}
            autoComplete="off"
            maxLength={250}
          />
          {!entry && (
            <TextField
              label={t('value')}
              name="value"
              hint={t('valueHint')}
              error={errors.value}
              autoComplete="off"
              spellCheck={false}
              maxLength={250}
            />
          )}
          <TextField
            label={t('type')}
            name="type"
            optional
            defaultValue={entry?.type ?? ''}
            hint={t('typeHint')}
            error={errors.type}
            autoComplete="off"
            maxLength={150}
          />
          <TextareaField
            label={t('description')}
            name="description"
            optional
            rows={2}
            defaultValue={entry?.description ?? ''}
            error={errors.description}
            maxLength={1100}
          />
          <DialogFooter>
            <Button onClick={onCancel}>{common('cancel')}</Button>
            <SubmitButton busyLabel={t('saving')}>{submitLabel}</SubmitButton>
          </DialogFooter>
        </>
      )}
    </ActionForm>
  )
}
