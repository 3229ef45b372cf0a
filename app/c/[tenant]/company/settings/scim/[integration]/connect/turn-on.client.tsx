'use client'

import { useTransition } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { useDeed } from '@/components/ui/deed.client'
import { setGroupSyncAction } from '../actions'

/** The remedy for a group that was refused because groups are off. */
export function TurnOnGroups({ tenant, id }: { tenant: string; id: string }) {
  const t = useTranslations()
  const deed = useDeed()
  const [busy, start] = useTransition()
  return (
    <Button
      size="sm"
      aria-busy={busy || undefined}
      onClick={() =>
        start(async () => {
          await deed(() => setGroupSyncAction(tenant, id, true))
        })
      }
    >
      {t('connect.wrong.turnOn')}
    </Button>
  )
}
