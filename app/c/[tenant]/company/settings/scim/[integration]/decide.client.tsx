'use client'

import { useTransition } from 'react'
import { useTranslations } from 'use-intl'
import { useWords } from '@/components/messages.client'
import { deedFailure } from '@/components/ui/action-failure'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'
import { decideLocalGroupAction } from './actions'

/** Decides what one Local group is to the integration. */
export function DecideLocalGroup({
  tenant,
  id,
  group,
  choice,
  label,
  done,
  refusal,
}: {
  tenant: string
  id: string
  group: { id: string; name: string }
  choice: 'link' | 'separate' | null
  label: string
  /** What is said when it was decided. */
  done: string
  refusal: string | undefined
}) {
  const t = useTranslations('scimSettings.sameName')
  const words = useWords()
  const [busy, start] = useTransition()
  function decide() {
    start(async () => {
      try {
        const result = await decideLocalGroupAction(tenant, id, group.id, choice)
        if (result.ok) toast.success(done)
        else toast.error(Object.values(result.errors)[0] ?? '')
      } catch (thrown) {
        toast.error(words(deedFailure(thrown)))
      }
    })
  }
  return (
    <Button
      size="sm"
      reason={refusal}
      disabled={busy}
      onClick={decide}
      aria-label={t('of', { what: label, group: group.name })}
    >
      {label}
    </Button>
  )
}
