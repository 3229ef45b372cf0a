'use client'

import { Dialog as Primitive } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'
import { Behind, useCameFrom } from './behind.client'
import { cn } from './cn'
import { CloseButton } from './dialog.client'
import { scrimClass } from './overlay'

/** A panel from the side: `start` for navigation (280 px), `end` for details (560 px). */
export function Sheet({
  title,
  hideTitle,
  side = 'end',
  trigger,
  open,
  onOpenChange,
  children,
}: {
  title: string
  hideTitle?: boolean
  side?: 'start' | 'end'
  trigger?: ReactElement
  open?: boolean
  onOpenChange?: (open: boolean) => void
  children: ReactNode
}) {
  const { cameFrom, giveBack } = useCameFrom()
  return (
    <Primitive.Root
      {...(open === undefined ? {} : { open })}
      {...(onOpenChange === undefined ? {} : { onOpenChange })}
    >
      {trigger && <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>}
      <Primitive.Portal>
        <Primitive.Overlay data-scrim className={scrimClass} />
        <Primitive.Content
          aria-describedby={undefined}
          onCloseAutoFocus={giveBack}
          className={cn(
            'fixed inset-y-0 z-50 flex w-full animate-sheet-in flex-col bg-surface shadow-float outline-none',
            side === 'start'
              ? 'start-0 max-w-[280px] border-e [--sheet-from:-16px]'
              : 'end-0 max-w-[560px] border-s [--sheet-from:16px]',
          )}
        >
          <div
            className={cn('flex h-12 shrink-0 items-center justify-between px-4', !hideTitle && 'border-b')}
          >
            <Primitive.Title className={cn('truncate text-section', hideTitle && 'sr-only')}>
              {title}
            </Primitive.Title>
            <CloseButton className="mt-0 ms-auto" />
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
          <Behind cameFrom={cameFrom} />
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}
