'use client'

import { Check, Ellipsis } from 'lucide-react'
import Link from 'next/link'
import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactElement,
  type ReactNode,
  Suspense,
  useId,
  useState,
} from 'react'
import type { Route } from '@/components/routes'
import { buttonClass } from './button'
import { cn } from './cn'
import { late } from './late'
import { useMenuParts } from './menu-parts'
import { menuItemClass } from './overlay'
import { withProps } from './trigger'

const MenuLayer = late(() => import('./menu-layer.client').then((module) => module.default))
export const loadMenu = MenuLayer.preload

/** A menu under its trigger; without one it is the ⋯ button, named by `label`. */
export function Menu({
  label,
  trigger,
  align = 'end',
  side = 'bottom',
  children,
}: {
  label: string
  trigger?: ReactElement<{ id?: string }>
  align?: 'start' | 'end'
  side?: 'top' | 'bottom' | 'right'
  children: ReactNode
}) {
  const id = useId()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const [state, setState] = useState<{ open: boolean; byKey: boolean }>()
  const open = state?.open ?? false
  const button = trigger ?? (
    <button type="button" aria-label={label} className={buttonClass({ variant: 'ghost', size: 'icon' })}>
      <Ellipsis />
    </button>
  )

  function onPointerDown(event: PointerEvent) {
    if (event.button !== 0 || event.ctrlKey) return
    setState({ open: !open, byKey: false })
    // The focus goes into the menu, not to what opens it.
    if (!open) event.preventDefault()
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter' || event.key === ' ') setState({ open: !open, byKey: true })
    else if (event.key === 'ArrowDown') setState({ open: true, byKey: true })
    else return
    event.preventDefault()
  }

  return (
    <>
      {withProps(button, {
        id,
        ref: setAnchor,
        'aria-haspopup': 'menu',
        'aria-expanded': open,
        'data-state': open ? 'open' : 'closed',
        onPointerDown,
        onKeyDown,
      })}
      {state && (
        <Suspense fallback={null}>
          <MenuLayer
            labelledBy={trigger?.props.id ?? id}
            {...{ anchor, align, side }}
            {...state}
            onOpenChange={(next) => setState({ open: next, byKey: false })}
          >
            {children}
          </MenuLayer>
        </Suspense>
      )}
    </>
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
  const { Item } = useMenuParts()
  return (
    <Item
      disabled={Boolean(reason)}
      onSelect={onSelect}
      className={cn(menuItemClass, destructive && !reason && 'text-err-fg')}
    >
      {icon}
      <span className="min-w-0">
        {children}
        {reason && <span className="block text-meta">{reason}</span>}
      </span>
    </Item>
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
  const { Item } = useMenuParts()
  return (
    <Item asChild>
      <Link
        prefetch={false}
        href={href}
        className={menuItemClass}
        {...(current ? { 'aria-current': 'true' as const } : {})}
      >
        {icon}
        <span className="min-w-0 flex-1 truncate">{children}</span>
        {current && <Check className="text-fg-2" />}
      </Link>
    </Item>
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
  const { RadioGroup, RadioItem, ItemIndicator } = useMenuParts()
  return (
    <RadioGroup value={value} onValueChange={onChange} aria-label={label}>
      {options.map((option) => (
        <RadioItem key={option.value} value={option.value} className={menuItemClass}>
          {option.icon}
          <span className="min-w-0 flex-1 truncate">{option.label}</span>
          <ItemIndicator>
            <Check className="text-fg-2" />
          </ItemIndicator>
        </RadioItem>
      ))}
    </RadioGroup>
  )
}

export function MenuLabel({ children }: { children: ReactNode }) {
  const { Label } = useMenuParts()
  return <Label className="px-2 pt-1.5 pb-1 text-fg-3 text-meta">{children}</Label>
}

export function MenuSeparator() {
  const { Separator } = useMenuParts()
  return <Separator className="-mx-1 my-1 h-px bg-border" />
}
