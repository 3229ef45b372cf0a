'use client'

import { Check, ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from '@/components/ui/cn'
import type { Item, Part } from '@/lib/integrations/pictures/picture'

/** One part of a screen. */
export function Piece({ part }: { part: Part }) {
  switch (part.kind) {
    case 'heading':
      return (
        <div className="flex items-center justify-between gap-[1em]">
          <span className="font-semibold">{part.label}</span>
          {part.button && <Button {...part.button} isPlain />}
        </div>
      )
    case 'field':
      return (
        <div className="flex flex-col gap-x-[1em] gap-y-[0.125em] @[28em]:flex-row @[28em]:items-center">
          <span className="text-fg-2 @[28em]:w-[11em] @[28em]:shrink-0">{part.label}</span>
          <Framed number={part.number}>
            <span
              className={cn(
                'min-w-0 flex-1',
                part.look === 'code' ? 'break-all font-mono text-[0.9375em]' : '[overflow-wrap:anywhere]',
              )}
            >
              {part.value}
            </span>
            {part.look === 'choice' && <ChevronDown className="size-[1em] text-fg-3" />}
          </Framed>
        </div>
      )
    case 'box':
      return <Box {...part} />
    case 'buttons':
      return (
        <div className="flex flex-wrap gap-[0.5em]">
          {part.of.map((item) => (
            <Button key={item.label} {...item} />
          ))}
        </div>
      )
    case 'menu':
      return (
        <div className="flex w-[15em] max-w-full flex-col gap-[0.25em]">
          <span className="flex items-center gap-[0.5em] self-start rounded-[0.375em] border border-border-strong px-[0.75em] py-[0.25em] font-medium">
            {part.label}
            <ChevronDown className="size-[1em]" />
          </span>
          <span className="flex flex-col rounded-[0.5em] border p-[0.25em]">
            {part.of.map((item) => (
              <span
                key={item.label}
                className={cn(
                  'flex items-center gap-[0.5em] rounded-[0.25em] px-[0.5em] py-[0.25em]',
                  item.act ? 'bg-selected' : 'text-fg-2',
                )}
              >
                {item.label}
                <Mark number={item.number} />
              </span>
            ))}
          </span>
        </div>
      )
    case 'tile':
      return (
        <div className="flex items-center gap-[0.75em] rounded-[0.5em] border border-accent bg-selected p-[0.625em]">
          <span className="size-[2em] shrink-0 rounded-[0.375em] border bg-surface" />
          <span className="flex min-w-0 flex-1 flex-col">
            <span className="font-medium">{part.label}</span>
            <span className="text-fg-3">{part.text}</span>
          </span>
          <Mark number={part.number} />
        </div>
      )
    case 'row':
      return <Row {...part} />
    case 'said':
      return (
        <p className="flex items-center gap-[0.5em] rounded-[0.375em] bg-ok-bg px-[0.75em] py-[0.375em] text-ok-fg">
          <Check className="size-[1.125em]" />
          <span className="min-w-0 flex-1">{part.label}</span>
          <Mark number={part.number} />
        </p>
      )
  }
}

/** An input; the one that matters stands out. */
function Framed({ number, children }: { number: number | undefined; children: ReactNode }) {
  return (
    <span
      className={cn(
        'flex min-h-[2em] min-w-0 flex-1 items-center gap-[0.5em] rounded-[0.375em] border px-[0.625em] py-[0.25em]',
        number ? 'border-accent bg-selected' : 'border-border-strong text-fg-2',
      )}
    >
      {children}
      <Mark number={number} />
    </span>
  )
}

function Box({ label, text, isOn, isRound, number }: Part & { kind: 'box' }) {
  return (
    <div className="flex items-center gap-[0.5em]">
      <span
        className={cn(
          'flex size-[1.25em] shrink-0 items-center justify-center border',
          isRound ? 'rounded-full' : 'rounded-[0.25em]',
          isOn ? 'border-accent bg-accent text-on-accent' : 'border-border-strong',
        )}
      >
        {isOn &&
          (isRound ? (
            <span className="size-[0.5em] rounded-full bg-on-accent" />
          ) : (
            <Check className="size-[1em]" strokeWidth={3} />
          ))}
      </span>
      <span className={cn('min-w-0', !number && 'text-fg-2')}>
        {label}
        {text && <span className="text-fg-3"> · {text}</span>}
      </span>
      <Mark number={number} />
    </div>
  )
}

function Row({ label, cells, sign, isHead, number }: Part & { kind: 'row' }) {
  return (
    <div
      className={cn(
        'flex items-center gap-[1em] border-b pb-[0.5em]',
        isHead && 'font-medium text-fg-3',
        number && 'font-medium',
      )}
    >
      <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">{label}</span>
      {cells.map((cell) => (
        <span key={cell} className="hidden min-w-0 flex-1 font-normal text-fg-3 @[24em]:inline">
          {cell}
        </span>
      ))}
      {sign && (
        <span className="rounded-[0.375em] border border-accent bg-selected px-[0.625em] py-[0.125em]">
          {sign}
        </span>
      )}
      <Mark number={number} />
    </div>
  )
}

function Button({ label, number, isMain, isPlain }: Item & { isMain?: boolean; isPlain?: boolean }) {
  return (
    <span className="flex items-center gap-[0.375em]">
      <span
        className={cn(
          'rounded-[0.375em] border px-[0.75em] py-[0.25em] font-medium',
          isMain ? 'border-transparent bg-accent text-on-accent' : 'border-border-strong',
          isPlain && 'border-transparent px-[0.25em] text-accent-text',
        )}
      >
        {label}
      </span>
      <Mark number={number} />
    </span>
  )
}

/** Where something is to be done, in the order in which it is. */
function Mark({ number }: { number: number | undefined }) {
  if (!number) return null
  return (
    <span className="flex size-[1.5em] shrink-0 items-center justify-center rounded-full border border-transparent bg-warn-bg font-semibold text-[0.875em] text-warn-fg tabular-nums ring-1 ring-warn-dot">
      {number}
    </span>
  )
}
