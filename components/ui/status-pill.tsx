import type { ReactNode } from 'react'
import type { Tone } from './badge'
import { cn } from './cn'

const dots: Record<Exclude<Tone, 'idp'>, string> = {
  neutral: 'bg-border-strong',
  ok: 'bg-ok-dot',
  warn: 'bg-warn-dot',
  err: 'bg-err-dot',
  info: 'bg-info-dot',
}

const words: Record<Exclude<Tone, 'idp'>, string> = {
  neutral: 'bg-subtle text-fg-2',
  ok: 'bg-ok-bg text-ok-fg',
  warn: 'bg-warn-bg text-warn-fg',
  err: 'bg-err-bg text-err-fg',
  info: 'bg-info-bg text-info-fg',
}

export type StatusTone = keyof typeof dots

/** A state as dot and word, with the sentence that explains it. `busy` makes the dot breathe. */
export function StatusPill({
  tone,
  word,
  sentence,
  busy,
  className,
}: {
  tone: StatusTone
  word: ReactNode
  sentence?: ReactNode
  busy?: boolean
  className?: string
}) {
  return (
    <span className={cn('inline-flex min-w-0 flex-wrap items-center gap-x-2.5 gap-y-1', className)}>
      <span
        className={cn(
          'inline-flex h-5 shrink-0 items-center gap-1.5 whitespace-nowrap rounded-full px-2 font-medium text-meta',
          words[tone],
        )}
      >
        <span data-dot className={cn('size-1.5 rounded-full', dots[tone], busy && 'animate-pulse')} />
        {word}
      </span>
      {sentence && <span className="min-w-0 text-cell text-fg-2 [overflow-wrap:anywhere]">{sentence}</span>}
    </span>
  )
}

/** The same state inside a table: dot and word, no fill. */
export function StatusText({ tone, children }: { tone: StatusTone; children: ReactNode }) {
  return (
    <span className="flex items-center gap-2 whitespace-nowrap">
      <span data-dot className={cn('size-1.5 shrink-0 rounded-full', dots[tone])} />
      {children}
    </span>
  )
}
