'use client'

import { useTransition } from 'react'
import { useTranslations } from 'use-intl'
import { useWords } from '@/components/messages.client'
import { deedFailure } from '@/components/ui/action-failure'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'
import { setGroupSyncAction } from '../actions'

/** The remedy for a group that was refused because groups are off. */
export function TurnOnGroups({ tenant, id }: { tenant: string; id: string }) {
  const t = useTranslations()
  const words = useWords()
  const [busy, start] = useTransition()
  return (
    <Button
      size="sm"
      aria-busy={busy || undefined}
      onClick={() =>
        start(async () => {
          try {
            const result = await setGroupSyncAction(tenant, id, true)
            if (!result.ok) toast.error(Object.values(result.errors)[0])
          } catch (error) {
            toast.error(words(deedFailure(error)))
          }
        })
      }
    >
      {t('connect.wrong.turnOn')}
    </Button>
  )
}
