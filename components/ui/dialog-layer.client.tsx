'use client'

import { Dialog as Primitive } from 'radix-ui'
import type { CSSProperties, ReactNode } from 'react'
import { Behind, useCameFrom } from './behind.client'
import { cn } from './cn'
import { CloseButton, DialogParts, type DialogProps, footerClass } from './dialog-parts.client'
import { scrimClass } from './overlay'
import { SheetEdge, SheetWidthButton, useSheetWidth } from './sheet-width.client'
import { TriggerStandIn } from './trigger'

const WIDTHS = { medium: 'max-w-[720px]', wide: 'max-w-[1080px]' }

type Layer = {
  anchor: HTMLElement | null
  open: boolean
  onOpenChange: (open: boolean) => void
}

function Root({ anchor, open, onOpenChange, children }: Layer & { children: ReactNode }) {
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      {anchor && (
        <Primitive.Trigger asChild>
          <TriggerStandIn element={anchor} />
        </Primitive.Trigger>
      )}
      <Primitive.Portal>
        <DialogParts value={Primitive}>
          <Primitive.Overlay data-scrim className={scrimClass} />
          {children}
        </DialogParts>
      </Primitive.Portal>
    </Primitive.Root>
  )
}

/** Where a dialog begins with a choice, the focus goes to what is chosen, as the Tab key would take it. */
function toChosen(event: Event) {
  const content = event.currentTarget
  if (!(content instanceof HTMLElement)) return
  const first = content.querySelector('input:not([type=hidden]), select, textarea')
  const chosen = content.querySelector<HTMLElement>('input[type=radio]:checked')
  if (!chosen || !first?.matches('[type=radio]') || content.contains(document.activeElement)) return
  event.preventDefault()
  chosen.focus()
}

/** The dialog itself, fetched when somebody is about to open one. */
export function DialogLayer({
  title,
  description,
  footer,
  width,
  children,
  ...layer
}: Layer & Pick<DialogProps, 'title' | 'description' | 'footer' | 'width' | 'children'>) {
  const { cameFrom, giveBack } = useCameFrom()
  return (
    <Root {...layer}>
      <Primitive.Content
        onOpenAutoFocus={toChosen}
        onCloseAutoFocus={giveBack}
        {...(description ? {} : { 'aria-describedby': undefined })}
        className={cn(
          'fixed inset-x-4 top-1/2 z-50 mx-auto flex max-h-[calc(100dvh-2rem)] -translate-y-1/2 animate-fade-in flex-col rounded-dialog border bg-surface shadow-float outline-none',
          width ? WIDTHS[width] : 'max-w-[480px]',
        )}
      >
        <div className="ps-5 pe-12 pt-4">
          <Primitive.Title className="text-section [overflow-wrap:anywhere]">{title}</Primitive.Title>
        </div>
        <div
          // What is only looked at and scrolls must be reachable by keyboard.
          tabIndex={width ? 0 : undefined}
          className={cn(
            'flex flex-col gap-4 overflow-y-auto px-5 pb-5 outline-none',
            description ? 'pt-1' : 'pt-3',
          )}
        >
          {description && (
            <Primitive.Description asChild>
              <div className="text-body text-fg-2">{description}</div>
            </Primitive.Description>
          )}
          {children}
        </div>
        {footer && <div className={footerClass}>{footer}</div>}
        <Behind cameFrom={cameFrom} />
        <CloseButton className="absolute end-2 top-2 m-0" />
      </Primitive.Content>
    </Root>
  )
}

/** The sheet itself. */
export function SheetLayer({
  title,
  hideTitle,
  side,
  children,
  ...layer
}: Layer & {
  title: string
  hideTitle: boolean | undefined
  side: 'start' | 'end'
  children: ReactNode
}) {
  const { cameFrom, giveBack } = useCameFrom()
  const size = useSheetWidth()
  const isSized = side === 'end'
  return (
    <Root {...layer}>
      <Primitive.Content
        onCloseAutoFocus={giveBack}
        aria-describedby={undefined}
        {...(isSized && { style: { '--sheet-width': `${size.width}px` } as CSSProperties })}
        className={cn(
          'fixed inset-y-0 z-50 flex w-full animate-sheet-in flex-col bg-surface shadow-float outline-none',
          side === 'start'
            ? 'start-0 max-w-[280px] border-e [--sheet-from:-16px]'
            : 'end-0 border-s sm:max-w-(--sheet-width) [--sheet-from:16px]',
        )}
      >
        <div className={cn('flex h-12 shrink-0 items-center justify-between px-4', !hideTitle && 'border-b')}>
          <Primitive.Title className={cn('truncate text-section', hideTitle && 'sr-only')}>
            {title}
          </Primitive.Title>
          <CloseButton className={cn('order-2 mt-0 ms-auto', isSized && 'sm:ms-1')} />
          {isSized && <SheetWidthButton {...size} />}
        </div>
        <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
        {isSized && <SheetEdge {...size} />}
        <Behind cameFrom={cameFrom} />
      </Primitive.Content>
    </Root>
  )
}
