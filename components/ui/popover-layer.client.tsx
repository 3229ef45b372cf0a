'use client'

import { Popover as Primitive } from 'radix-ui'
import type { ReactNode } from 'react'
import { cn } from './cn'
import { popoverClass } from './overlay'
import { TriggerStandIn } from './trigger'

/** The panel itself, fetched when somebody is about to use one. */
export default function PopoverLayer({
  label,
  anchor,
  align,
  open,
  onOpenChange,
  className,
  children,
}: {
  label: string
  anchor: HTMLElement | null
  align: 'start' | 'end'
  open: boolean
  onOpenChange: (open: boolean) => void
  className?: string | undefined
  children: ReactNode
}) {
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Trigger asChild>
        <TriggerStandIn element={anchor} />
      </Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          aria-label={label}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className={cn(
            popoverClass,
            'max-h-(--radix-popover-content-available-height) w-72 max-w-[calc(100vw-1rem)] overflow-y-auto outline-none',
            className,
          )}
        >
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}
