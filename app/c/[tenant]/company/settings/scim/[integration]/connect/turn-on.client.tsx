'use client'

import { useTransition } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'
import { setGroupSyncAction } from '../actions'

/** The remedy for a group that was refused because groups are off. */
export function TurnOnGroups({ tenant, id }: { tenant: string; id: string }) {
  const t = useTranslations()
  const [busy, start] = useTransition()
  return (
    <Button
      size="sm"
      aria-busy={busy || undefined}
      onClick={() =>
        start(async () => {
          const result = await setGroupSyncAction(tenant, id, true).catch(() => undefined)
          if (!result?.ok) toast.error(t('scimSettings.offline'))
        })
      }
    >
      {t('connect.wrong.turnOn')}
    </Button>
  )
}
