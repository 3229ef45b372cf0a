'use client'

import { useTranslations } from 'use-intl'
import { RadioGroup } from '@/components/ui/radio-group'
import { WHEN_LOCAL_GROUP } from '@/lib/integrations/choices'

export type WhenLocalGroup = (typeof WHEN_LOCAL_GROUP)[number]

/** What becomes of a group that comes while a Local one has its name: of the wizard and of the Group Settings tab. */
export function SameNameChoice({
  isNamed = false,
  value,
  error,
  onChange,
}: {
  /** What it is about stands above it already. */
  isNamed?: boolean
  value: WhenLocalGroup
  error: string | undefined
  onChange?: (value: WhenLocalGroup) => void
}) {
  const t = useTranslations('scimSettings.sameName')
  return (
    <RadioGroup
      legend={isNamed ? <span className="sr-only">{t('legend')}</span> : t('legend')}
      name="whenLocalGroup"
      columns={1}
      choices={WHEN_LOCAL_GROUP.map((choice) => ({
        value: choice,
        label: t(`choice.${choice}`),
        description: t(`text.${choice}`),
      }))}
      defaultValue={value}
      error={error}
      hint={t('others')}
      {...(onChange && { onValueChange: (chosen) => onChange(chosen as WhenLocalGroup) })}
    />
  )
}
