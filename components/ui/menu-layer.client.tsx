'use client'

import { DropdownMenu } from 'radix-ui'
import { type FocusEvent, type ReactNode, useRef } from 'react'
import { cn } from './cn'
import { MenuParts } from './menu-parts'
import { popoverClass } from './overlay'
import { TriggerStandIn } from './trigger'

/** The menu itself, fetched when somebody is about to use one. */
export default function MenuLayer({
  labelledBy,
  anchor,
  open,
  byKey,
  onOpenChange,
  align,
  side,
  children,
}: {
  labelledBy: string
  anchor: HTMLElement | null
  open: boolean
  /** A key opened it: its first item has the focus then. */
  byKey: boolean
  onOpenChange: (open: boolean) => void
  align: 'start' | 'end'
  side: 'top' | 'bottom' | 'right'
  children: ReactNode
}) {
  const entered = useRef(false)
  if (!open) entered.current = false

  function onFocus({ target, currentTarget }: FocusEvent<HTMLElement>) {
    if (!byKey || entered.current || target !== currentTarget) return
    entered.current = true
    currentTarget.querySelector<HTMLElement>('[role^=menuitem]:not([data-disabled])')?.focus()
  }

  return (
    <DropdownMenu.Root modal={false} open={open} onOpenChange={onOpenChange}>
      <DropdownMenu.Trigger asChild>
        <TriggerStandIn element={anchor} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          aria-labelledby={labelledBy}
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          onFocus={onFocus}
          className={cn(
            popoverClass,
            'max-h-(--radix-dropdown-menu-content-available-height) min-w-48 max-w-80 overflow-y-auto',
          )}
        >
          <MenuParts value={DropdownMenu}>{children}</MenuParts>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}
