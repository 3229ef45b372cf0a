'use client'

import { Suspense, useState } from 'react'
import type { DialogProps } from './dialog-parts.client'
import { late } from './late'
import { withProps } from './trigger'

const DialogLayer = late(() => import('./dialog-layer.client').then((module) => module.DialogLayer))
export const loadDialog = DialogLayer.preload

/** A dialog, opened by its `trigger` or by `open`. Focus goes to its first field or button, and back to where it was. */
export function Dialog({ title, description, footer, width, children, ...opening }: DialogProps) {
  const { trigger, isNeeded, layer } = useLayer(opening)
  return (
    <>
      {trigger}
      {isNeeded && (
        <Suspense fallback={null}>
          <DialogLayer {...{ title, description, footer, width }} {...layer}>
            {children}
          </DialogLayer>
        </Suspense>
      )}
    </>
  )
}

/** What opens a layer over the page, and whether it has been needed yet. */
export function useLayer({
  trigger,
  open: openFromOutside,
  onOpenChange,
}: Pick<DialogProps, 'trigger' | 'open' | 'onOpenChange'>) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const [openInside, setOpenInside] = useState(false)
  const [isNeeded, setNeeded] = useState(false)
  const open = openFromOutside ?? openInside
  if (open && !isNeeded) setNeeded(true)

  function change(next: boolean) {
    setOpenInside(next)
    onOpenChange?.(next)
  }

  return {
    trigger:
      trigger &&
      withProps(trigger, {
        ref: setAnchor,
        'aria-haspopup': 'dialog',
        'aria-expanded': open,
        'data-state': open ? 'open' : 'closed',
        onClick: () => change(!open),
      }),
    isNeeded,
    layer: { anchor, open, onOpenChange: change },
  }
}
