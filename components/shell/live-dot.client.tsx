'use client'

import { useTranslations } from 'use-intl'
import { useLive } from '../live/events.client'
import { cn } from '../ui/cn'
import { Tooltip } from '../ui/tooltip.client'

const looks = {
  connecting: { word: 'live.connecting', dot: 'bg-border-strong', text: 'live.connectingText' },
  live: { word: 'live.live', dot: 'bg-ok-dot', text: 'live.liveText' },
  reconnecting: {
    word: 'live.reconnecting',
    dot: 'bg-border-strong animate-pulse',
    text: 'live.reconnectingText',
  },
  polling: {
    word: 'live.polling',
    dot: 'bg-info-dot',
    text: 'live.pollingText',
  },
} as const

/** Whether what is on screen is kept up to date, in colour and in words. */
export function LiveDot() {
  const state = useLive()
  const t = useTranslations('shell')
  if (!state) return null
  const look = looks[state]
  const [word, text] = [t(look.word), t(look.text)]
  return (
    <Tooltip text={text} side="bottom">
      <button
        type="button"
        aria-label={`${word} ${text}`}
        className="inline-flex h-6 cursor-default! items-center gap-1.5 rounded-tag px-1.5 text-fg-2 text-meta pointer-coarse:h-11"
      >
        <span data-dot className={cn('size-1.5 rounded-full', look.dot)} />
        <span className="max-sm:sr-only">{word}</span>
      </button>
    </Tooltip>
  )
}
