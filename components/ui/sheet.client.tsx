'use client'

import { type ReactElement, type ReactNode, Suspense } from 'react'
import { useLayer } from './dialog.client'
import { late } from './late'

const SheetLayer = late(() => import('./dialog-layer.client').then((module) => module.SheetLayer))
export const loadSheet = SheetLayer.preload

/** A panel from the side: `start` for navigation (280 px), `end` for details (560 px). */
export function Sheet({
  title,
  hideTitle,
  side = 'end',
  children,
  ...opening
}: {
  title: string
  hideTitle?: boolean
  side?: 'start' | 'end'
  trigger?: ReactElement
  open?: boolean
  onOpenChange?: (open: boolean) => void
  children: ReactNode
}) {
  const { trigger, isNeeded, layer } = useLayer(opening)
  return (
    <>
      {trigger}
      {isNeeded && (
        <Suspense fallback={null}>
          <SheetLayer {...{ title, hideTitle, side }} {...layer}>
            {children}
          </SheetLayer>
        </Suspense>
      )}
    </>
  )
}
