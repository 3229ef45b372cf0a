'use client'

import { TriangleAlert, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { LiveText } from '@/components/live-text.client'
import { useWords } from '@/components/messages.client'
import type { Route } from '@/components/routes'
import { ButtonLink, buttonClass } from '@/components/ui/button'
import type { Attention } from '@/lib/overview/attention'
import { RESTING_COOKIE } from './banner-rest'

const DAY_SECONDS = 86_400

/** What is most pressing in the company, over every page. What may rest can be put aside for a day. */
export function Banner({
  item,
  href,
}: {
  item: Pick<Attention, 'id' | 'integration' | 'text' | 'fix'> & { mayRest: boolean }
  href: Route
}) {
  const t = useTranslations('overview.banner')
  const words = useWords()
  const [resting, setResting] = useState(false)
  if (resting) return null

  function rest() {
    setResting(true)
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and Safari
    document.cookie = `${RESTING_COOKIE}=${item.id}; path=/; max-age=${DAY_SECONDS}; samesite=lax`
  }

  return (
    <section
      aria-label={t('label')}
      className="flex items-center gap-3 border-b bg-err-bg px-4 py-2 text-body max-sm:flex-wrap md:px-6"
    >
      <TriangleAlert className="shrink-0 text-err-fg" />
      <p className="min-w-0 flex-1 max-sm:basis-[calc(100%-2rem)] [overflow-wrap:anywhere]">
        {item.integration && <span className="font-medium">{item.integration.name} · </span>}
        <LiveText text={item.text} />
      </p>
      <ButtonLink size="sm" href={href} className="max-sm:ml-7">
        {words(item.fix)}
      </ButtonLink>
      {item.mayRest && (
        <button
          type="button"
          onClick={rest}
          aria-label={t('rest')}
          title={t('rest')}
          className={buttonClass({ variant: 'ghost', size: 'icon' })}
        >
          <X />
        </button>
      )}
    </section>
  )
}
