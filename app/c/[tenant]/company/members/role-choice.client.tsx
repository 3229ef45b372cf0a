'use client'

import { useTranslations } from 'use-intl'
import { RadioGroup } from '@/components/ui/radio-group'
import type { Role } from '@/lib/tenancy/permissions'

const ROLES: readonly Role[] = ['owner', 'admin', 'operator', 'auditor']

/** The roles that may be given, each with what it may do; only Owners make Owners. */
export function RoleChoice({
  legend,
  current,
  mayMakeOwner,
  onChange,
  error,
}: {
  legend: string
  current: Role
  mayMakeOwner: boolean
  onChange?: (role: Role) => void
  error?: string | undefined
}) {
  const t = useTranslations('members')
  return (
    <RadioGroup
      legend={legend}
      name="role"
      defaultValue={current}
      error={error}
      {...(onChange && { onValueChange: (value: string) => onChange(value as Role) })}
      choices={ROLES.filter((role) => mayMakeOwner || role !== 'owner').map((role) => ({
        value: role,
        label: t(`roles.${role}`),
        description: t(`roleText.${role}`),
      }))}
    />
  )
}
