'use client'

import { useTransition } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { useDeed } from '@/components/ui/deed.client'
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
  const deed = useDeed()
  const [busy, start] = useTransition()
  function decide() {
    start(async () => {
      if (await deed(() => decideLocalGroupAction(tenant, id, group.id, choice))) toast.success(done)
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
