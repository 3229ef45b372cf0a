'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { ListPage } from '@/components/data/search'
import { readJson } from '@/components/live/read.client'
import { withSearch } from '@/components/routes'
import { Lookup } from '@/components/ui/lookup.client'
import type { TargetGroupRow } from '@/lib/directory/search'

/** Looks for a group by name. */
export function GroupPicker({
  tenant,
  origin = '',
  onPick,
}: {
  tenant: string
  /** Looks among groups of this origin only. */
  origin?: '' | 'local'
  onPick: (id: string) => void
}) {
  const t = useTranslations('users.groupFilter')
  const [text, setText] = useState('')
  const asked = useDeferredValue(text.trim())
  const found = useQuery({
    queryKey: ['console', tenant, 'groups', 'groups', 'lookup', asked, origin],
    queryFn: ({ signal }) =>
      readJson<ListPage<TargetGroupRow>>(
        withSearch(`/api/console/${tenant}/groups`, { q: asked, origin }),
        signal,
      ),
    placeholderData: keepPreviousData,
  })
  return (
    <Lookup
      label={t('label')}
      placeholder={t('placeholder')}
      text={text}
      onText={setText}
      nothing={found.isPending ? t('looking') : t('nothing')}
      options={(found.data?.rows ?? []).map(({ id, name, integration }) => ({
        value: id,
        label: name,
        detail: integration?.name ?? t('local'),
      }))}
      onPick={onPick}
    />
  )
}
