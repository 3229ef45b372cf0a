'use client'

import { type ReactNode, useState, useTransition } from 'react'
import { useTranslations } from 'use-intl'
import { useWords } from '@/components/messages.client'
import { routes } from '@/components/routes'
import { deedFailure } from '@/components/ui/action-failure'
import { ActionForm } from '@/components/ui/action-form.client'
import { Button, ButtonLink } from '@/components/ui/button'
import { TextField } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { PasswordField } from '@/components/ui/password-field.client'
import { SubmitButton } from '@/components/ui/submit-button.client'
import { acceptAction, createAccountAction, declineAction, switchAccountAction } from './actions'

/** For who is signed in with the invited address. */
export function AcceptForm({ secret, name }: { secret: string; name: string }) {
  const t = useTranslations('members.join')
  return (
    <ActionForm action={() => acceptAction(secret)}>
      {() => (
        <SubmitButton size="lg" wide busyLabel={t('busy')}>
          {t('accept', { name })}
        </SubmitButton>
      )}
    </ActionForm>
  )
}

/** For who has no account yet: it is made with the invited address. */
export function CreateAccountForm({ secret, email }: { secret: string; email: string }) {
  const t = useTranslations('members.join')
  return (
    <ActionForm action={createAccountAction.bind(null, secret)}>
      {({ errors }) => (
        <>
          {errors.account && (
            <div data-form-error tabIndex={-1} className="rounded-card">
              <Notice
                tone="err"
                actions={
                  <ButtonLink size="sm" href={routes.signIn}>
                    {t('signIn')}
                  </ButtonLink>
                }
              >
                {errors.account}
              </Notice>
            </div>
          )}
          {/* Password managers keep what was made here under this name. */}
          <input type="email" name="email" value={email} autoComplete="username" readOnly hidden />
          <TextField label={t('name')} name="name" autoComplete="name" maxLength={64} error={errors.name} />
          <PasswordField
            label={t('password')}
            name="password"
            autoComplete="new-password"
            hint={errors.password ? undefined : t('passwordHint')}
            error={errors.password}
          />
          <SubmitButton size="lg" wide busyLabel={t('busy')}>
            {t('create')}
          </SubmitButton>
        </>
      )}
    </ActionForm>
  )
}

/** For who is signed in as somebody else. */
export function SwitchAccount({
  secret,
  current,
  email,
}: {
  secret: string
  current: string
  email: string
}) {
  const t = useTranslations('members.join')
  return (
    <form action={switchAccountAction.bind(null, secret)} className="flex flex-col gap-4">
      <Notice tone="warn">{t('otherAccount', { current, email })}</Notice>
      <SubmitButton size="lg" wide busyLabel={t('switching')}>
        {t('switch')}
      </SubmitButton>
    </form>
  )
}

/** The ways to say yes, and under them the way to say no, which ends the link. */
export function Answers({
  secret,
  company,
  children,
}: {
  secret: string
  company: string
  children: ReactNode
}) {
  const t = useTranslations('members.join')
  const words = useWords()
  const [declined, setDeclined] = useState(false)
  const [error, setError] = useState<string>()
  const [busy, start] = useTransition()
  if (declined) {
    return (
      <Notice tone="ok" title={t('declinedTitle')}>
        {t('declined', { company })}
      </Notice>
    )
  }
  return (
    <div className="flex flex-col gap-4">
      {children}
      {error && <Notice tone="err">{error}</Notice>}
      <Button
        variant="ghost"
        wide
        aria-disabled={busy || undefined}
        onClick={() =>
          start(async () => {
            try {
              const result = await declineAction(secret)
              if (result.ok) setDeclined(true)
              else setError(Object.values(result.errors)[0])
            } catch (thrown) {
              setError(words(deedFailure(thrown)))
            }
          })
        }
      >
        {busy ? t('declining') : t('decline')}
      </Button>
    </div>
  )
}
