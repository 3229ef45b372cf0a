'use client'

import { useLive } from '../live/events.client'
import { cn } from '../ui/cn'
import { Tooltip } from '../ui/tooltip.client'

const looks = {
  connecting: { word: 'Connecting…', dot: 'bg-border-strong', text: 'The live connection is being opened.' },
  live: { word: 'Live', dot: 'bg-ok-dot', text: 'Changes appear here as your identity provider sends them.' },
  reconnecting: {
    word: 'Reconnecting…',
    dot: 'bg-border-strong animate-pulse',
    text: 'The live connection was lost. What you see may be a few seconds old.',
  },
  polling: {
    word: 'Every 5 s',
    dot: 'bg-info-dot',
    text: 'The live connection can’t be opened, so this page asks for changes every 5 seconds.',
  },
}

/** Whether what is on screen is kept up to date, in colour and in words. */
export function LiveDot() {
  const state = useLive()
  if (!state) return null
  const look = looks[state]
  return (
    <Tooltip text={look.text} side="bottom">
      <button
        type="button"
        aria-label={`${look.word} ${look.text}`}
        className="inline-flex h-6 cursor-default! items-center gap-1.5 rounded-tag px-1.5 text-fg-2 text-meta pointer-coarse:h-11"
      >
        <span data-dot className={cn('size-1.5 rounded-full', look.dot)} />
        <span className="max-sm:sr-only">{look.word}</span>
      </button>
    </Tooltip>
  )
}
