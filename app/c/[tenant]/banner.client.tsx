'use client'

import { CircleCheck, TriangleAlert, X } from 'lucide-react'
import { usePathname } from 'next/navigation'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { LiveText } from '@/components/live-text.client'
import { useWords } from '@/components/messages.client'
import type { Route } from '@/components/routes'
import { ButtonLink, buttonClass } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import type { Attention } from '@/lib/overview/attention'
import { RESTING_COOKIE } from './banner-rest'

const DAY_SECONDS = 86_400

export type Pressing = Pick<Attention, 'id' | 'integration' | 'text' | 'fix'> & {
  mayRest: boolean
  href: Route
}

/**
 * What is most pressing in the company, over every page. Nothing that somebody reads is pushed away by it: what comes
 * while a page is open floats over it until the next one, and what is over by then keeps its place.
 */
export function Banner({ item: pressing }: { item: Pressing | undefined }) {
  const path = usePathname()
  const [rested, setRested] = useState<string>()
  const item = pressing?.id === rested ? undefined : pressing
  const [drawn, setDrawn] = useState({ path, item })
  const floats = drawn.item === undefined
  // What stands there last is what the place is as high as, once it is over.
  const isNews = item && !floats && drawn.item !== item
  if (drawn.path !== path || isNews) setDrawn({ path, item })

  function rest() {
    setRested(item?.id)
    setDrawn({ path, item: undefined })
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and Safari
    document.cookie = `${RESTING_COOKIE}=${item?.id}; path=/; max-age=${DAY_SECONDS}; samesite=lax`
  }

  return (
    <>
      {drawn.item && !item && <Over item={drawn.item} />}
      {item && <Bar item={item} floats={floats} onRest={rest} />}
    </>
  )
}

/** In the place of a banner that is no longer true, and as high as that: on a phone it takes several lines. */
function Over({ item }: { item: Pressing }) {
  const t = useTranslations('overview.banner')
  return (
    <div className="grid *:[grid-area:1/1]">
      <div inert className="invisible">
        <Bar item={item} floats={false} />
      </div>
      <p className="flex items-center gap-3 border-b bg-ok-bg px-4 py-2 text-body md:px-6">
        <CircleCheck className="shrink-0 text-ok-fg" />
        {t('over')}
      </p>
    </div>
  )
}

/** What may rest can be put aside for a day. */
function Bar({ item, floats, onRest }: { item: Pressing; floats: boolean; onRest?: () => void }) {
  const t = useTranslations('overview.banner')
  const words = useWords()
  return (
    <section
      aria-label={t('label')}
      {...(floats ? { role: 'alert' } : {})}
      className={cn(
        'flex min-h-[49px] items-center gap-3 bg-err-bg px-4 py-2 text-body max-sm:flex-wrap max-sm:items-start',
        floats
          ? 'fixed bottom-4 start-4 z-30 max-w-[min(560px,calc(100vw-2rem))] rounded-card border shadow-float'
          : 'border-b md:px-6',
      )}
    >
      <TriangleAlert className="shrink-0 text-err-fg max-sm:mt-0.5" />
      <p className="min-w-0 flex-1 max-sm:basis-[calc(100%-6rem)] [overflow-wrap:anywhere]">
        {item.integration && <span className="font-medium">{item.integration.name} · </span>}
        <LiveText text={item.text} />
      </p>
      <ButtonLink size="sm" href={item.href} className="max-sm:order-last max-sm:ms-7">
        {words(item.fix)}
      </ButtonLink>
      {item.mayRest && (
        <button
          type="button"
          onClick={onRest}
          aria-label={t('rest')}
          title={t('rest')}
          className={cn(buttonClass({ variant: 'ghost', size: 'icon' }), 'max-sm:-me-2 max-sm:-mt-2')}
        >
          <X />
        </button>
      )}
    </section>
  )
}
