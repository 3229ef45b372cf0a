'use client'

import { useTranslations } from 'use-intl'
import { routes } from '@/components/routes'
import { ActionForm } from '@/components/ui/action-form.client'
import { ButtonLink } from '@/components/ui/button'
import { TextField } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { PasswordField } from '@/components/ui/password-field.client'
import { SubmitButton } from '@/components/ui/submit-button.client'
import { setupAction } from './actions'

export function SetupForm() {
  const t = useTranslations('frontDoor')
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
                    {t('signIn.title')}
                  </ButtonLink>
                }
              >
                {errors.setup}
              </Notice>
            </div>
          )}
          <TextField
            label={t('setup.code')}
            name="code"
            hint={t('setup.codeHint')}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            placeholder="XXXX-XXXX-XXXX-XXXX"
            error={errors.code}
            autoFocus
          />
          <TextField
            label={t('setup.company')}
            name="company"
            autoComplete="organization"
            maxLength={64}
            error={errors.company}
          />
          <TextField
            label={t('setup.name')}
            name="name"
            autoComplete="name"
            maxLength={64}
            error={errors.name}
          />
          <TextField
            label={t('email')}
            name="email"
            type="email"
            autoComplete="username"
            error={errors.email}
          />
          <PasswordField
            label={t('password')}
            name="password"
            autoComplete="new-password"
            hint={errors.password ? undefined : t('setup.passwordHint')}
            error={errors.password}
          />
          <SubmitButton size="lg" wide busyLabel={t('setup.busy')}>
            {t('setup.submit')}
          </SubmitButton>
        </>
      )}
    </ActionForm>
  )
}
