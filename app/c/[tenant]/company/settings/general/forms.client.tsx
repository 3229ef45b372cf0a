'use client'

import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { ActionForm } from '@/components/ui/action-form.client'
import { Button } from '@/components/ui/button'
import { SelectField, TextField } from '@/components/ui/field'
import { SubmitButton } from '@/components/ui/submit-button.client'
import { Switch } from '@/components/ui/switch.client'
import { toast } from '@/components/ui/toast'
import { RETENTION } from '@/lib/activity/choices'
import type { ActionResult } from '@/lib/base/action-result'
import { AUDIT_YEARS } from '@/lib/tenancy/choices'
import { keepAuditAction, keepRequestsAction, maskAction, renameAction } from './actions'

/** One setting with its own Save. `refused` says why it can't be changed, where it can't. */
function Setting({
  action,
  refused,
  children,
}: {
  action: (form: FormData) => Promise<ActionResult<void>>
  refused: string | undefined
  children: (errors: Record<string, string>) => ReactNode
}) {
  const t = useTranslations('companySettings.name')
  return (
    <ActionForm action={action} onSuccess={() => toast.success(t('saved'))}>
      {({ errors }) => (
        <>
          {children(errors)}
          <div>
            {refused ? (
              <Button reason={refused}>{t('save')}</Button>
            ) : (
              <SubmitButton busyLabel={t('saving')}>{t('save')}</SubmitButton>
            )}
          </div>
        </>
      )}
    </ActionForm>
  )
}

type Given = { tenant: string; refused: string | undefined }

export function CompanyName({ tenant, name, refused }: Given & { name: string }) {
  const t = useTranslations('companySettings.name')
  return (
    <Setting action={renameAction.bind(null, tenant)} refused={refused}>
      {(errors) => (
        <TextField
          label={t('label')}
          name="name"
          defaultValue={name}
          hint={t('hint')}
          error={errors.name}
          maxLength={64}
          autoComplete="organization"
          readOnly={refused !== undefined}
        />
      )}
    </Setting>
  )
}

export function RequestRetention({ tenant, days, refused }: Given & { days: number }) {
  const t = useTranslations('companySettings.requests')
  return (
    <Setting action={keepRequestsAction.bind(null, tenant)} refused={refused}>
      {(errors) => (
        <TextField
          label={t('label')}
          name="days"
          inputMode="numeric"
          defaultValue={days}
          hint={t('hint', RETENTION)}
          error={errors.days}
          maxLength={3}
          readOnly={refused !== undefined}
        />
      )}
    </Setting>
  )
}

export function AuditRetention({ tenant, days, refused }: Given & { days: number | null }) {
  const t = useTranslations('companySettings.audit')
  return (
    <Setting action={keepAuditAction.bind(null, tenant)} refused={refused}>
      {(errors) => (
        <SelectField
          label={t('label')}
          name="years"
          defaultValue={days === null ? 'ever' : String(days / 365)}
          error={errors.years}
          options={AUDIT_YEARS.map((years) => ({
            value: years,
            label: years === 'ever' ? t('ever') : t('years', { years: Number(years) }),
          }))}
          disabled={refused !== undefined}
        />
      )}
    </Setting>
  )
}

export function Masking({ tenant, masked, refused }: Given & { masked: boolean }) {
  const t = useTranslations('companySettings.masking')
  return (
    <Setting action={maskAction.bind(null, tenant)} refused={refused}>
      {() => (
        <Switch
          name="masked"
          label={t('label')}
          description={t('text')}
          defaultChecked={masked}
          disabled={refused !== undefined}
        />
      )}
    </Setting>
  )
}
