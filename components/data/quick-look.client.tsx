'use client'

import type { ReactNode } from 'react'
import { Sheet } from '../ui/sheet.client'

/** More of one row, beside the list; closing it returns to the row. */
export function QuickLook({
  title,
  onClose,
  children,
}: {
  title: string
  onClose: () => void
  children: ReactNode
}) {
  return (
    <Sheet open title={title} onOpenChange={(open) => open || onClose()}>
      {children}
    </Sheet>
  )
}
