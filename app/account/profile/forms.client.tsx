'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { ActionForm } from '@/components/ui/action-form.client'
import { TextField } from '@/components/ui/field'
import { PasswordField } from '@/components/ui/password-field.client'
import { SubmitButton } from '@/components/ui/submit-button.client'
import { toast } from '@/components/ui/toast'
import { changeNameAction, changePasswordAction } from '../actions'

export function NameForm({ name }: { name: string }) {
  const t = useTranslations('account.profile')
  return (
    <ActionForm action={changeNameAction} onSuccess={() => toast.success(t('saved'))}>
      {({ errors }) => (
        <>
          <TextField
            label={t('name')}
            name="name"
            autoComplete="name"
            maxLength={64}
            defaultValue={name}
            error={errors.name}
          />
          <div>
            <SubmitButton busyLabel={t('saving')}>{t('save')}</SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  )
}

export function PasswordForm({ email }: { email: string }) {
  const t = useTranslations('account.password')
  // A new key is a new form: the passwords that were typed are gone from it.
  const [saved, setSaved] = useState(0)
  function onSuccess() {
    setSaved(saved + 1)
    toast.success(t('saved'))
  }
  return (
    <ActionForm key={saved} action={changePasswordAction} onSuccess={onSuccess}>
      {({ errors }) => (
        <>
          <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
          <PasswordField
            label={t('current')}
            name="current"
            autoComplete="current-password"
            error={errors.current}
          />
          <PasswordField
            label={t('new')}
            name="password"
            autoComplete="new-password"
            hint={errors.password ? undefined : t('hint')}
            error={errors.password}
          />
          <div>
            <SubmitButton busyLabel={t('saving')}>{t('save')}</SubmitButton>
          </div>
        </>
      )}
    </ActionForm>
  )
}
