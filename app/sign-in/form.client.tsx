'use client'

import { useActionState, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useWords } from '@/components/messages.client'
import { actionFailure } from '@/components/ui/action-failure'
import { TextField } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { PasswordField } from '@/components/ui/password-field.client'
import { SubmitButton } from '@/components/ui/submit-button.client'
import { type SignInState, signInAction } from './actions'

/** `known`: the address of who is signed in already and confirms who they are. */
export function SignInForm({ callbackUrl, known }: { callbackUrl: string; known: string | undefined }) {
  const t = useTranslations('frontDoor')
  const form = useRef<HTMLFormElement>(null)
  const words = useWords()
  const [answered, action] = useActionState(signInAction, { errors: {}, email: known ?? '' })
  const [tried, setTried] = useState<SignInState>()
  const [hears, setHears] = useState(false)
  const { errors, email } = tried ?? answered
  // Without scripts the form is sent as it stands; with them, a server that is not reached is told here.
  useEffect(() => setHears(true), [])

  async function signIn(entered: FormData) {
    try {
      setTried(await signInAction(answered, entered))
    } catch (error) {
      const text = actionFailure(error, 'errors.entriesKept')
      setTried({ errors: { '': words(text) }, email: String(entered.get('email') ?? '') })
    }
  }

  useEffect(() => {
    if (Object.keys(errors).length === 0) return
    const field = form.current?.querySelector<HTMLInputElement>('[aria-invalid="true"], [name="password"]')
    field?.focus()
    field?.select()
  }, [errors])

  return (
    <form
      ref={form}
      action={hears ? signIn : action}
      onReset={(event) => event.preventDefault()}
      noValidate
      className="flex flex-col gap-5"
    >
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
