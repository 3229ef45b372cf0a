'use client'

import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { ActionForm } from '@/components/ui/action-form.client'
import { Button } from '@/components/ui/button'
import { SelectField, TextareaField } from '@/components/ui/field'
import { SubmitButton } from '@/components/ui/submit-button.client'
import { toast } from '@/components/ui/toast'
import type { ActionResult } from '@/lib/base/action-result'
import { IDLE_MINUTES, SESSION_HOURS } from '@/lib/tenancy/choices'
import { allowAddressesAction, limitSessionsAction } from './actions'

/** A part of the policy. `refused` says why it can’t be changed. */
function Policy({
  action,
  refused,
  label,
  children,
}: {
  action: (form: FormData) => Promise<ActionResult<void>>
  refused: string | undefined
  label: string
  children: (errors: Record<string, string>) => ReactNode
}) {
  const t = useTranslations('security')
  return (
    <ActionForm action={action} onSuccess={() => toast.success(t('saved'))}>
      {({ errors }) => (
        <>
          <fieldset disabled={refused !== undefined} className="flex min-w-0 flex-col gap-5">
            {children(errors)}
          </fieldset>
          <div>
            {refused ? (
              <Button reason={refused}>{label}</Button>
            ) : (
              <SubmitButton busyLabel={t('saving')}>{label}</SubmitButton>
            )}
          </div>
        </>
      )}
    </ActionForm>
  )
}

type Given = { tenant: string; refused: string | undefined }

export function SessionLimits({
  tenant,
  refused,
  idleMinutes,
  hours,
}: Given & { idleMinutes: number; hours: number }) {
  const t = useTranslations('security.sessions')
  return (
    <Policy action={limitSessionsAction.bind(null, tenant)} refused={refused} label={t('save')}>
      {(errors) => (
        <>
          <SelectField
            key={`idle ${idleMinutes}`}
            label={t('idle')}
            name="sessionIdleMinutes"
            defaultValue={String(idleMinutes)}
            hint={t('idleHint')}
            error={errors.sessionIdleMinutes}
            options={IDLE_MINUTES.map((value) => ({
              value,
              label: t('minutes', { minutes: Number(value) }),
            }))}
          />
          <SelectField
            key={`hours ${hours}`}
            label={t('long')}
            name="sessionHours"
            defaultValue={String(hours)}
            hint={t('longHint')}
            error={errors.sessionHours}
            options={SESSION_HOURS.map((value) => ({ value, label: t('hours', { hours: Number(value) }) }))}
          />
        </>
      )}
    </Policy>
  )
}

export function ConsoleAddresses({
  tenant,
  refused,
  allowed,
  address,
}: Given & {
  allowed: readonly string[]
  /** From where whoever reads this comes. */
  address: string | undefined
}) {
  const t = useTranslations('security.addresses')
  const rules = useTranslations('scimSettings.settings')
  return (
    <Policy action={allowAddressesAction.bind(null, tenant)} refused={refused} label={t('save')}>
      {(errors) => (
        <TextareaField
          key={`addresses ${allowed}`}
          label={rules('addresses')}
          name="allowedAddresses"
          optional
          rows={3}
          defaultValue={allowed.join('\n')}
          hint={`${t('hint')}${address ? ` ${t('yours', { address })}` : ''}`}
          error={errors.allowedAddresses}
          autoComplete="off"
          spellCheck={false}
        />
      )}
    </Policy>
  )
}
