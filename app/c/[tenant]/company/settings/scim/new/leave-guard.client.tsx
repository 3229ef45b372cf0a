'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Route } from '@/components/routes'
import { ConfirmDialog } from '@/components/ui/confirm-dialog.client'

/** Asks before a link leads away from what has been entered; the wizard's own steps are no leaving. */
export function LeaveGuard({
  isActive,
  stay,
  onDiscard,
}: {
  isActive: boolean
  /** Addresses that begin with it lead nowhere else. */
  stay: Route
  onDiscard: () => void
}) {
  const t = useTranslations('scimSettings.wizard')
  const router = useRouter()
  const [target, setTarget] = useState<string>()

  useEffect(() => {
    if (!isActive) return
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null
      const isPlain =
        event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
      if (!(link instanceof HTMLAnchorElement) || !isPlain || link.target || link.origin !== location.origin)
        return
      if (link.pathname === stay || link.getAttribute('href')?.startsWith('#')) return
      event.preventDefault()
      event.stopPropagation()
      setTarget(link.pathname + link.search)
    }
    document.addEventListener('click', onClick, { capture: true })
    return () => document.removeEventListener('click', onClick, { capture: true })
  }, [isActive, stay])

  return (
    <ConfirmDialog
      title={t('discardTitle')}
      description={t('discardText')}
      confirmLabel={t('discard')}
      cancelLabel={t('keepEditing')}
      tone="destructive"
      open={target !== undefined}
      onOpenChange={(open) => !open && setTarget(undefined)}
      onConfirm={async () => {
        onDiscard()
        if (target) router.push(target as Route)
      }}
    />
  )
}
