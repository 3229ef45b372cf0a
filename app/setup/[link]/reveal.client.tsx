'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { type HeldToken, type Shape, Values } from '@/app/connect-guide/values.client'
import { ActionForm } from '@/components/ui/action-form.client'
import { TextField } from '@/components/ui/field'
import { SubmitButton } from '@/components/ui/submit-button.client'
import { revealAction } from './actions'

/** The values to copy. `refusal` says why no token can be shown any more; without it the code is asked for. */
export function Reveal({
  link,
  shape,
  inviter,
  refusal,
}: {
  link: string
  shape: Shape
  inviter: string
  refusal: string | undefined
}) {
  const t = useTranslations('connect.visit')
  const [token, setToken] = useState<HeldToken>()
  return (
    <Values
      key={token?.hint}
      shape={shape}
      token={token}
      onClose={() => setToken(undefined)}
      masked={
        <section aria-label={t('revealTitle')} className="flex flex-col gap-3">
          <h3 className="font-medium text-body">{t('revealTitle')}</h3>
          {refusal ? (
            <p className="text-cell text-fg-2">{refusal}</p>
          ) : (
            <>
              <p className="text-cell text-fg-2">{t('revealText', { inviter })}</p>
              <ActionForm action={revealAction.bind(null, link)} onSuccess={setToken}>
                {({ errors }) => (
                  <>
                    <TextField
                      label={t('code')}
                      name="code"
                      inputMode="numeric"
                      autoComplete="one-time-code"
                      maxLength={12}
                      error={errors.code}
                    />
                    <div className="flex">
                      <SubmitButton busyLabel={t('revealing')}>{t('reveal')}</SubmitButton>
                    </div>
                  </>
                )}
              </ActionForm>
            </>
          )}
        </section>
      }
    />
  )
}
