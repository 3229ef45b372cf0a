'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { ActionForm } from '@/components/ui/action-form.client'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog.client'
import { DialogFooter } from '@/components/ui/dialog-parts.client'
import { SelectField, TextField } from '@/components/ui/field'
import { RadioGroup } from '@/components/ui/radio-group'
import { SubmitButton } from '@/components/ui/submit-button.client'
import { ACCESS, EXPIRIES, LONGEST_NAME } from '@/lib/integrations/choices'
import { useTokenHolder } from '../../token-holder.client'
import { createTokenAction, type Issued } from './actions'
import { AddressesField } from './addresses.client'

export function CreateToken({
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
  const t = useTranslations('tokens.create')
  const [open, setOpen] = useState(false)
  const { hold } = useTokenHolder()
  if (refusal) return <Button reason={refusal}>{t('button')}</Button>
  return (
    <Dialog
      title={t('title')}
      description={t('text')}
      open={open}
      onOpenChange={setOpen}
      trigger={<Button variant="primary">{t('button')}</Button>}
    >
      <ActionForm
        action={createTokenAction.bind(null, tenant, id)}
        onSuccess={(token: Issued) => {
          hold(id, token)
          setOpen(false)
        }}
      >
        {({ errors }) => (
          <>
            <TextField
              label={t('name')}
              name="name"
              defaultValue={name}
              error={errors.name}
              autoComplete="off"
              maxLength={LONGEST_NAME}
            />
            <SelectField
              label={t('expires')}
              name="expiry"
              options={EXPIRIES.map((value) => ({
                value,
                label: t(`expiry.${value}`),
              }))}
              defaultValue="1-year"
              error={errors.expiry}
              hint={t('expiresHint')}
            />
            <RadioGroup
              legend={t('access')}
              name="access"
              columns={1}
              choices={ACCESS.map((value) => ({
                value,
                label: t(`may.${value}`),
                description: t(`mayText.${value}`),
              }))}
              defaultValue="read-write"
              error={errors.access}
            />
            <AddressesField error={errors.allowedAddresses} />
            <DialogFooter>
              <Button onClick={() => setOpen(false)}>{t('cancel')}</Button>
              <SubmitButton busyLabel={t('busy')}>{t('button')}</SubmitButton>
            </DialogFooter>
          </>
        )}
      </ActionForm>
    </Dialog>
  )
}
