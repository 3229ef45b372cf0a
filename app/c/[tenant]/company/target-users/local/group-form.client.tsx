'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { ActionForm } from '@/components/ui/action-form.client'
import { Button } from '@/components/ui/button'
import { DialogFooter } from '@/components/ui/dialog-parts.client'
import { TextField } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { SubmitButton } from '@/components/ui/submit-button.client'
import type { ActionResult } from '@/lib/base/action-result'

/** The name of a group: of a new one, or of `group` as it is saved at this moment. */
export function GroupForm<T>({
  group,
  action,
  labels,
  onCancel,
  onDone,
}: {
  group?: { name: string }
  action: (form: FormData) => Promise<ActionResult<T>>
  labels: { submit: string; busy: string }
  onCancel: () => void
  onDone: (data: T) => void
}) {
  const t = useTranslations('local')
  const [opened] = useState(group)
  return (
    <ActionForm action={action} onSuccess={onDone}>
      {({ errors }) => (
        <>
          {group && <input type="hidden" name="from" value={errors.from ? group.name : opened?.name} />}
          {group && errors.from && (
            <div data-form-error tabIndex={-1} className="rounded-card">
              <Notice tone="warn">{t('group.another', { name: group.name })}</Notice>
            </div>
          )}
          <TextField
            label={t('group.name')}
            name="name"
            defaultValue={opened?.name}
            error={errors.name}
            autoComplete="off"
            maxLength={250}
          />
          <DialogFooter>
            <Button onClick={onCancel}>{t('cancel')}</Button>
            <SubmitButton busyLabel={labels.busy}>{labels.submit}</SubmitButton>
          </DialogFooter>
        </>
      )}
    </ActionForm>
  )
}
