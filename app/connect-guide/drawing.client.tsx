'use client'

import { cn } from '@/components/ui/cn'
import type { Part, Picture } from '@/lib/integrations/pictures/picture'
import { Piece } from './drawing-parts.client'

/**
 * A provider's screen, drawn in our own lines: everything is measured in the size of its text, so that it is as crisp
 * enlarged, and on a narrow screen it is arranged anew instead of being shrunk.
 */
export function Drawing({ picture }: { picture: Picture }) {
  const { console, title, tabs, side } = picture
  return (
    <div dir="ltr" lang="en" translate="no" className="@container bg-surface text-fg">
      <div className="flex items-center gap-[0.5em] border-b bg-subtle px-[1em] py-[0.5em] text-fg-3">
        {[0, 1, 2].map((dot) => (
          <span key={dot} className="size-[0.5em] rounded-full bg-border" />
        ))}
        <span className="ms-[0.25em] truncate">{console}</span>
      </div>
      <div className="flex items-center gap-[0.75em] px-[1em] pt-[0.75em] pb-[0.5em]">
        <span className="size-[1.75em] shrink-0 rounded-[0.375em] border bg-subtle" />
        <span className="min-w-0 font-semibold [overflow-wrap:anywhere]">{title}</span>
      </div>
      {tabs && <Tabs {...tabs} />}
      <div className={cn('flex flex-col border-t @[34em]:flex-row', tabs && 'border-t-0')}>
        {side && <Side {...side} />}
        <div className="@container flex min-w-0 flex-1 flex-col gap-[0.625em] px-[1em] py-[0.875em]">
          {picture.parts.map((part) => (
            <Piece key={`${part.kind} ${keyOf(part)}`} part={part} />
          ))}
        </div>
      </div>
    </div>
  )
}

function keyOf(part: Part): string {
  return part.kind === 'buttons'
    ? part.of.map(({ label, number }) => `${label} ${number}`).join()
    : part.label
}

function Tabs({ of, at }: { of: readonly string[]; at: string }) {
  return (
    <div className="flex overflow-hidden border-b px-[1em]">
      {of.map((label) => (
        <span
          key={label}
          className={cn(
            'me-[1.25em] whitespace-nowrap border-b-2 py-[0.375em]',
            label === at
              ? 'border-accent font-medium text-fg'
              : 'hidden border-transparent text-fg-3 @[34em]:inline',
          )}
        >
          {label}
        </span>
      ))}
    </div>
  )
}

function Side({ of, at }: { of: readonly string[]; at: string }) {
  return (
    <div className="flex shrink-0 flex-wrap gap-[0.25em] border-b px-[1em] py-[0.625em] @[34em]:w-[10em] @[34em]:flex-col @[34em]:border-e @[34em]:border-b-0 @[34em]:px-[0.625em]">
      {of.map((label) => (
        <span
          key={label}
          className={cn(
            'rounded-[0.375em] px-[0.5em] py-[0.25em]',
            label === at ? 'bg-selected font-medium' : 'text-fg-3',
          )}
        >
          {label}
        </span>
      ))}
    </div>
  )
}
