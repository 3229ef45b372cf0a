'use client'

import { X } from 'lucide-react'
import type { Dialog as Primitive } from 'radix-ui'
import { createContext, type ReactElement, type ReactNode, useContext } from 'react'
import { useTranslations } from 'use-intl'
import { buttonClass } from './button'
import { cn } from './cn'

export type DialogProps = {
  title: string
  description?: ReactNode
  trigger?: ReactElement | undefined
  open?: boolean | undefined
  onOpenChange?: ((open: boolean) => void) | undefined
  footer?: ReactNode
  /** For what is looked at rather than filled in. */
  width?: 'medium' | 'wide' | undefined
  children?: ReactNode
}

/** What the parts inside an open dialog or sheet are made of: it comes with the dialog, which is fetched late. */
export const DialogParts = createContext<typeof Primitive | undefined>(undefined)

function useParts(): typeof Primitive {
  const parts = useContext(DialogParts)
  if (!parts) throw new Error('What closes a dialog stands in one.')
  return parts
}

export function CloseButton({ className }: { className?: string }) {
  const { Close } = useParts()
  const t = useTranslations('ui')
  return (
    <Close
      aria-label={t('close')}
      className={cn(buttonClass({ variant: 'ghost', size: 'icon' }), '-mt-1 -me-2', className)}
    >
      <X />
    </Close>
  )
}

/** Inside a dialog or sheet: a button that also closes it. */
export function DialogClose({ children }: { children: ReactElement }) {
  const { Close } = useParts()
  return <Close asChild>{children}</Close>
}

export const footerClass =
  'flex flex-wrap items-center justify-end gap-2 rounded-b-dialog border-t bg-subtle px-5 py-3'

/** The buttons of a form that is all of a dialog: they look like the footer of any other, and stay in sight. */
export function DialogFooter({ children }: { children: ReactNode }) {
  // What sticks keeps off the padding of what scrolls.
  return <div className={cn(footerClass, 'sticky -bottom-5 z-10 -mx-5 -mb-5')}>{children}</div>
}
