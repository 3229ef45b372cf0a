'use client'

import { X } from 'lucide-react'
import { Dialog as Primitive } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Behind, useCameFrom } from './behind.client'
import { buttonClass } from './button'
import { cn } from './cn'
import { scrimClass } from './overlay'

export type DialogProps = {
  title: string
  description?: ReactNode
  trigger?: ReactElement | undefined
  open?: boolean | undefined
  onOpenChange?: ((open: boolean) => void) | undefined
  footer?: ReactNode
  children?: ReactNode
}

/** A dialog, opened by its `trigger` or by `open`. Focus goes to its first field or button, and back to where it was. */
export function Dialog({ title, description, trigger, open, onOpenChange, footer, children }: DialogProps) {
  const { cameFrom, giveBack } = useCameFrom()
  return (
    <Primitive.Root
      {...(open === undefined ? {} : { open })}
      {...(onOpenChange === undefined ? {} : { onOpenChange })}
    >
      {trigger && <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>}
      <Primitive.Portal>
        <Primitive.Overlay data-scrim className={scrimClass} />
        <Primitive.Content
          {...(description ? {} : { 'aria-describedby': undefined })}
          onCloseAutoFocus={giveBack}
          className="fixed inset-x-4 top-1/2 z-50 mx-auto flex max-h-[calc(100dvh-2rem)] max-w-[480px] -translate-y-1/2 animate-fade-in flex-col rounded-dialog border bg-surface shadow-float outline-none"
        >
          <div className="pt-4 pe-12 ps-5">
            <Primitive.Title className="text-section [overflow-wrap:anywhere]">{title}</Primitive.Title>
          </div>
          <div className="flex flex-col gap-4 overflow-y-auto px-5 pt-1 pb-5">
            {description && (
              <Primitive.Description asChild>
                <div className="text-body text-fg-2">{description}</div>
              </Primitive.Description>
            )}
            {children}
          </div>
          {footer && (
            <div className="flex flex-wrap justify-end gap-2 rounded-b-dialog border-t bg-subtle px-5 py-3">
              {footer}
            </div>
          )}
          <Behind cameFrom={cameFrom} />
          <CloseButton className="absolute top-2 end-2 m-0" />
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}

export function CloseButton({ className }: { className?: string }) {
  const t = useTranslations('ui')
  return (
    <Primitive.Close
      aria-label={t('close')}
      className={cn(buttonClass({ variant: 'ghost', size: 'icon' }), '-mt-1 -me-2', className)}
    >
      <X />
    </Primitive.Close>
  )
}

/** Inside a dialog or sheet: a button that also closes it. */
export function DialogClose({ children }: { children: ReactElement }) {
  return <Primitive.Close asChild>{children}</Primitive.Close>
}
