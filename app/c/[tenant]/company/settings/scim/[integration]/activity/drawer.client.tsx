'use client'

import { ChevronDown, ChevronUp } from 'lucide-react'
import { useRouter, useSearchParams } from 'next/navigation'
import type { ReactNode } from 'react'
import { useHotkeys } from 'react-hotkeys-hook'
import { useTranslations } from 'use-intl'
import { useSingleKeys } from '@/components/keys.client'
import { type Route, routes } from '@/components/routes'
import { Button } from '@/components/ui/button'
import { Sheet } from '@/components/ui/sheet.client'
import { useOrder } from './order.client'

/** A request beside the list; `j` and `k` go to the next and the previous one, closing it leads back to the list. */
export function RequestDrawer({
  tenant,
  integrationId,
  requestId,
  children,
}: {
  tenant: string
  integrationId: string
  requestId: string
  children: ReactNode
}) {
  const t = useTranslations('activity')
  const router = useRouter()
  const query = useSearchParams().toString()
  const order = useOrder()
  const withQuery = (path: string) => (query ? `${path}?${query}` : path) as Route

  function beside(way: 1 | -1): string | undefined {
    const at = order.ids.indexOf(requestId)
    return at < 0 ? undefined : order.ids[at + way]
  }

  function go(way: 1 | -1) {
    const next = beside(way)
    if (next) router.replace(withQuery(routes.request(tenant, integrationId, next)), { scroll: false })
  }
  const keys = { enabled: useSingleKeys(), useKey: true }
  useHotkeys('j', () => go(1), keys)
  useHotkeys('k', () => go(-1), keys)

  return (
    <Sheet
      open
      title={t('request')}
      onOpenChange={(open) => {
        if (!open)
          router.push(withQuery(routes.integrationTab(tenant, integrationId, 'activity')), { scroll: false })
      }}
    >
      <div className="flex flex-col gap-4 p-4">
        <div className="flex gap-2">
          <Button
            size="sm"
            aria-keyshortcuts="k"
            reason={beside(-1) ? undefined : t('first')}
            onClick={() => go(-1)}
          >
            <ChevronUp />
            {t('previous')}
          </Button>
          <Button
            size="sm"
            aria-keyshortcuts="j"
            reason={beside(1) ? undefined : t('last')}
            onClick={() => go(1)}
          >
            <ChevronDown />
            {t('next')}
          </Button>
        </div>
        {children}
      </div>
    </Sheet>
  )
}
