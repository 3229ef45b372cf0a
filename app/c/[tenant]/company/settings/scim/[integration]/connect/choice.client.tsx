'use client'

import { useRouter } from 'next/navigation'
import { useOptimistic, useTransition } from 'react'
import { useTranslations } from 'use-intl'
import { type Route, withSearch } from '@/components/routes'
import { useDeed } from '@/components/ui/deed.client'
import { SelectField } from '@/components/ui/field'
import { PROVIDERS, type Provider } from '@/lib/integrations/choices'
import type { Flavour } from '@/lib/integrations/guides'
import { flavourAction, providerAction } from './actions'

/**
 * Which guide is shown. Whoever may change the integration changes it for everybody; others look at another guide
 * by its address.
 */
export function GuideChoice({
  tenant,
  id,
  path,
  provider,
  flavour,
  flavours,
  canWrite,
}: {
  tenant: string
  id: string
  path: Route
  provider: Provider
  flavour: Flavour | undefined
  flavours: readonly Flavour[]
  canWrite: boolean
}) {
  const t = useTranslations()
  const router = useRouter()
  const [, start] = useTransition()
  const [shown, show] = useOptimistic({ provider, flavour })
  const deed = useDeed()

  function choose(next: { provider: Provider; flavour: Flavour | undefined }) {
    start(async () => {
      show(next)
      if (!canWrite) router.replace(withSearch(path, { provider: next.provider, app: next.flavour }))
      else if (next.provider !== provider) await deed(() => providerAction(tenant, id, next.provider))
      else if (next.flavour) await deed(() => flavourAction(tenant, id, next.flavour ?? ''))
    })
  }

  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <SelectField
        label={t('connect.provider')}
        value={shown.provider}
        onChange={(event) => choose({ provider: event.currentTarget.value as Provider, flavour: undefined })}
        options={Object.keys(PROVIDERS).map((value) => ({
          value,
          label: t(`scimSettings.provider.${value as Provider}`),
        }))}
      />
      {flavours.length > 1 && (
        <SelectField
          label={t('connect.flavour')}
          value={shown.flavour ?? ''}
          onChange={(event) => choose({ provider, flavour: event.currentTarget.value as Flavour })}
          options={flavours.map((value) => ({ value, label: t(`connect.flavours.${value}`) }))}
          hint={shown.flavour && t(`connect.flavourHint.${shown.flavour}`)}
        />
      )}
    </div>
  )
}
