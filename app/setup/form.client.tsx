'use client'

import { routes } from '@/components/routes'
import { ActionForm } from '@/components/ui/action-form.client'
import { ButtonLink } from '@/components/ui/button'
import { TextField } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { PasswordField } from '@/components/ui/password-field.client'
import { SubmitButton } from '@/components/ui/submit-button.client'
import { setupAction } from './actions'

export function SetupForm() {
  return (
    <ActionForm action={setupAction}>
      {({ errors }) => (
        <>
          {errors.setup && (
            <div data-form-error tabIndex={-1} className="rounded-card">
              <Notice
                tone="err"
                actions={
                  <ButtonLink size="sm" href={routes.signIn}>
                    Sign in
                  </ButtonLink>
                }
              >
                {errors.setup}
              </Notice>
            </div>
          )}
          <TextField
            label="Setup code"
            name="code"
            hint="It was printed where Rollcall was started."
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            placeholder="XXXX-XXXX-XXXX-XXXX"
            error={errors.code}
            autoFocus
          />
          <TextField
            label="Company name"
            name="company"
            autoComplete="organization"
            maxLength={64}
            error={errors.company}
          />
          <TextField label="Your name" name="name" autoComplete="name" maxLength={64} error={errors.name} />
          <TextField label="E-mail" name="email" type="email" autoComplete="username" error={errors.email} />
          <PasswordField
            label="Password"
            name="password"
            autoComplete="new-password"
            hint={errors.password ? undefined : 'At least 8 characters; 15 or more are better.'}
            error={errors.password}
          />
          <SubmitButton size="lg" wide busyLabel="Making your company…">
            Make company
          </SubmitButton>
        </>
      )}
    </ActionForm>
  )
}
