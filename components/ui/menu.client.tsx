'use client'

import { Check, Ellipsis } from 'lucide-react'
import Link from 'next/link'
import { DropdownMenu } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'
import type { Route } from '@/components/routes'
import { buttonClass } from './button'
import { cn } from './cn'
import { menuItemClass, popoverClass } from './overlay'

/** A menu under its trigger; without one it is the ⋯ button, named by `label`. */
export function Menu({
  label,
  trigger,
  align = 'end',
  side = 'bottom',
  children,
}: {
  label: string
  trigger?: ReactElement
  align?: 'start' | 'end'
  side?: 'top' | 'bottom' | 'right'
  children: ReactNode
}) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        {trigger ?? (
          <button
            type="button"
            aria-label={label}
            className={buttonClass({ variant: 'ghost', size: 'icon' })}
          >
            <Ellipsis />
          </button>
        )}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          className={cn(
            popoverClass,
            'max-h-(--radix-dropdown-menu-content-available-height) min-w-48 max-w-80 overflow-y-auto',
          )}
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  )
}

/** One thing to do. With `reason` it cannot be chosen and says why. */
export function MenuItem({
  icon,
  destructive,
  reason,
  onSelect,
  children,
}: {
  icon?: ReactNode
  destructive?: boolean
  reason?: string | undefined
  onSelect: () => void
  children: ReactNode
}) {
  return (
    <DropdownMenu.Item
      disabled={Boolean(reason)}
      onSelect={onSelect}
      className={cn(menuItemClass, destructive && !reason && 'text-err-fg')}
    >
      {icon}
      <span className="min-w-0">
        {children}
        {reason && <span className="block text-meta">{reason}</span>}
      </span>
    </DropdownMenu.Item>
  )
}

export function MenuLink({
  href,
  icon,
  current,
  children,
}: {
  href: Route
  icon?: ReactNode
  current?: boolean
  children: ReactNode
}) {
  return (
    <DropdownMenu.Item asChild>
      <Link href={href} className={menuItemClass} {...(current ? { 'aria-current': 'true' as const } : {})}>
        {icon}
        <span className="min-w-0 flex-1 truncate">{children}</span>
        {current && <Check className="text-fg-2" />}
      </Link>
    </DropdownMenu.Item>
  )
}

export function MenuChoice({
  label,
  value,
  options,
  onChange,
}: {
  label: string
  value: string
  options: readonly { value: string; label: string; icon?: ReactNode }[]
  onChange: (value: string) => void
}) {
  return (
    <DropdownMenu.RadioGroup value={value} onValueChange={onChange} aria-label={label}>
      {options.map((option) => (
        <DropdownMenu.RadioItem key={option.value} value={option.value} className={menuItemClass}>
          {option.icon}
          <span className="min-w-0 flex-1 truncate">{option.label}</span>
          <DropdownMenu.ItemIndicator>
            <Check className="text-fg-2" />
          </DropdownMenu.ItemIndicator>
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  )
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <DropdownMenu.Label className="px-2 pt-1.5 pb-1 text-fg-3 text-meta">{children}</DropdownMenu.Label>
}

export function MenuSeparator() {
  return <DropdownMenu.Separator className="-mx-1 my-1 h-px bg-border" />
}
