'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { ActionForm } from '@/components/ui/action-form.client'
import { TextareaField } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { SubmitButton } from '@/components/ui/submit-button.client'
import type { Shape } from '@/lib/integrations/token-check'
import { checkShapeAction } from './actions'

export function CheckForm() {
  const t = useTranslations('tokens.check')
  const [shape, setShape] = useState<Shape>()
  return (
    <>
      <ActionForm action={checkShapeAction} onSuccess={setShape}>
        {({ errors }) => (
          <>
            <TextareaField
              label={t('label')}
              name="pasted"
              rows={3}
              error={errors.pasted}
              autoComplete="off"
              spellCheck={false}
              translate="no"
              data-private
            />
            <SubmitButton busyLabel={t('busy')}>{t('button')}</SubmitButton>
          </>
        )}
      </ActionForm>
      <div aria-live="polite" className="mt-4 empty:hidden">
        {shape && (
          <Notice tone={shape === 'foreign' ? 'info' : 'warn'} title={t(`shape.${shape}`)}>
            {shape !== 'foreign' && t('bring')}
          </Notice>
        )}
      </div>
    </>
  )
}
