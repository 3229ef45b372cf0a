'use client'

import { Tooltip as Primitive } from 'radix-ui'
import type { ReactNode } from 'react'
import { TriggerStandIn } from './trigger'

/** The tooltip itself, fetched when somebody is about to need one. */
export default function TooltipLayer({
  id,
  anchor,
  side,
  text,
  onOpenChange,
}: {
  id: string
  anchor: HTMLElement | null
  side: 'top' | 'right' | 'bottom' | 'left'
  text: ReactNode
  onOpenChange: (open: boolean) => void
}) {
  return (
    <Primitive.Provider>
      <Primitive.Root open onOpenChange={onOpenChange}>
        <Primitive.Trigger asChild>
          <TriggerStandIn element={anchor} />
        </Primitive.Trigger>
        <Primitive.Portal>
          <Primitive.Content
            id={id}
            side={side}
            sideOffset={6}
            collisionPadding={8}
            className="z-50 max-w-72 animate-fade-in rounded-control border bg-surface px-2 py-1 text-fg-2 text-meta shadow-float"
          >
            {text}
          </Primitive.Content>
        </Primitive.Portal>
      </Primitive.Root>
    </Primitive.Provider>
  )
}
