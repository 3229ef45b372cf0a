'use client'

import { useActionState, useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { TextField } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { PasswordField } from '@/components/ui/password-field.client'
import { SubmitButton } from '@/components/ui/submit-button.client'
import { signInAction } from './actions'

/** `known`: the address of who is signed in already and confirms who they are. */
export function SignInForm({ callbackUrl, known }: { callbackUrl: string; known: string | undefined }) {
  const t = useTranslations('frontDoor')
  const form = useRef<HTMLFormElement>(null)
  const [{ errors, email }, action] = useActionState(signInAction, { errors: {}, email: known ?? '' })

  useEffect(() => {
    if (Object.keys(errors).length === 0) return
    const field = form.current?.querySelector<HTMLInputElement>('[aria-invalid="true"], [name="password"]')
    field?.focus()
    field?.select()
  }, [errors])

  return (
    <form ref={form} action={action} noValidate className="flex flex-col gap-5">
      {errors[''] && <Notice tone="err">{errors['']}</Notice>}
      <input type="hidden" name="callbackUrl" value={callbackUrl} />
      <TextField
        label={t('email')}
        name="email"
        type="email"
        autoComplete="username"
        defaultValue={email}
        error={errors.email}
        autoFocus={!known}
      />
      <PasswordField
        label={t('password')}
        name="password"
        autoComplete="current-password"
        autoFocus={known !== undefined}
        error={errors.password}
      />
      <SubmitButton size="lg" wide busyLabel={t('signIn.busy')}>
        {t('signIn.title')}
      </SubmitButton>
    </form>
  )
}
