'use client'

import { type ReactElement, type ReactNode, Suspense, useState } from 'react'
import { late } from './late'
import { withProps } from './trigger'

const PopoverLayer = late(() => import('./popover-layer.client').then((module) => module.default))
export const loadPopover = PopoverLayer.preload

/** A small panel under its trigger, for controls that are used more than once before it closes. */
export function Popover({
  label,
  trigger,
  align = 'end',
  open: openFromOutside,
  onOpenChange,
  className,
  children,
}: {
  label: string
  trigger: ReactElement
  align?: 'start' | 'end'
  open?: boolean
  onOpenChange?: (open: boolean) => void
  className?: string
  children: ReactNode
}) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const [openInside, setOpenInside] = useState(false)
  const [isNeeded, setNeeded] = useState(false)
  const open = openFromOutside ?? openInside
  if (open && !isNeeded) setNeeded(true)

  function change(next: boolean) {
    setOpenInside(next)
    onOpenChange?.(next)
  }

  return (
    <>
      {withProps(trigger, {
        ref: setAnchor,
        'aria-haspopup': 'dialog',
        'aria-expanded': open,
        'data-state': open ? 'open' : 'closed',
        onClick: () => change(!open),
      })}
      {isNeeded && (
        <Suspense fallback={null}>
          <PopoverLayer {...{ label, anchor, align, open, className }} onOpenChange={change}>
            {children}
          </PopoverLayer>
        </Suspense>
      )}
    </>
  )
}
