import type { ReactNode } from 'react'
import { cn } from '../../ui/cn'

/** A key as it is printed on keyboards. */
export function Key({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <kbd
      className={cn(
        'inline-flex h-5 min-w-5 items-center whitespace-nowrap justify-center rounded-tag border bg-subtle px-1 font-sans text-fg-2 text-meta',
        className,
      )}
    >
      {children}
    </kbd>
  )
}
