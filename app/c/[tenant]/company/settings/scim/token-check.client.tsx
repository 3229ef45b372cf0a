'use client'

import Link from 'next/link'
import { type ReactNode, useState } from 'react'
import { useTranslations } from 'use-intl'
import { routes } from '@/components/routes'
import { ActionForm } from '@/components/ui/action-form.client'
import { Card } from '@/components/ui/card'
import { TextareaField } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { SubmitButton } from '@/components/ui/submit-button.client'
import type { TokenCheck as Checked } from '@/lib/integrations/token-check'
import { checkTokenAction } from './actions'

/** “Is this token ours?”, for what turns up in a log, a chat or a repository. */
export function TokenCheck({ tenant, company }: { tenant: string; company: string }) {
  const t = useTranslations('tokens.check')
  const [checked, setChecked] = useState<Checked>()
  return (
    <Card title={t('title')} description={t('text')}>
      <ActionForm
        className="max-w-[720px]"
        action={(form) => {
          setChecked(undefined)
          return checkTokenAction(tenant, form)
        }}
        onSuccess={setChecked}
      >
        {({ errors }) => (
          <>
            <TextareaField
              label={t('label')}
              name="pasted"
              rows={2}
              error={errors.pasted}
              autoComplete="off"
              spellCheck={false}
              translate="no"
              data-private
            />
            <div className="flex justify-start">
              <SubmitButton variant="secondary" busyLabel={t('busy')}>
                {t('button')}
              </SubmitButton>
            </div>
          </>
        )}
      </ActionForm>
      <div aria-live="polite" className="mt-4 max-w-[720px] empty:hidden">
        {checked && <Answer {...{ tenant, company, checked }} />}
      </div>
    </Card>
  )
}

function Answer({ tenant, company, checked }: { tenant: string; company: string; checked: Checked }) {
  const t = useTranslations('tokens.check')
  const isLive = checked.known && !checked.damaged && checked.token.state === 'active'
  return (
    <Notice tone={isLive ? 'warn' : 'info'} title={t(`shape.${checked.shape}`)}>
      {checked.known ? (
        <Whose tenant={tenant} checked={checked} />
      ) : (
        checked.shape !== 'foreign' && t(checked.ofDeleted ? 'deleted' : 'unknown', { company })
      )}
    </Notice>
  )
}

function Whose({ tenant, checked }: { tenant: string; checked: Extract<Checked, { known: true }> }) {
  const t = useTranslations('tokens.check')
  const { integration, token, damaged } = checked
  return t.rich(damaged ? 'damaged' : `state.${token.state}`, {
    integration: integration.name,
    hint: token.hint,
    day: token.endsAt ?? new Date(),
    link: (text: ReactNode) => (
      <Link
        prefetch={false}
        href={routes.integrationTab(tenant, integration.id, 'tokens')}
        className="text-accent-text underline underline-offset-2"
      >
        {text}
      </Link>
    ),
  })
}
