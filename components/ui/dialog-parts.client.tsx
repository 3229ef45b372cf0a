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
  isWide?: boolean | undefined
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
