import type { ReactNode } from 'react'
import { cn } from './cn'

/** A bordered surface. With `title` it is a labelled part of the page; `flush` lets a table reach its edges. */
export function Card({
  title,
  description,
  actions,
  footer,
  flush,
  className,
  children,
}: {
  title?: ReactNode
  description?: ReactNode
  actions?: ReactNode
  footer?: ReactNode
  flush?: boolean
  className?: string
  children?: ReactNode
}) {
  return (
    <section className={cn('min-w-0 rounded-card border bg-surface', className)}>
      {title && (
        <header className={cn('px-5 pt-4', flush || !children ? 'pb-4' : 'pb-0')}>
          <div className="flex items-start justify-between gap-4">
            <h2 className="min-w-0 text-section">{title}</h2>
            {actions && (
              <div className="flex shrink-0 sm:pointer-fine:-my-1 items-center gap-2">{actions}</div>
            )}
          </div>
          {description && (
            <p className="mt-0.5 max-w-[72ch] text-pretty text-cell text-fg-2">{description}</p>
          )}
        </header>
      )}
      {children && <div className={flush ? 'overflow-hidden rounded-b-card' : 'px-5 py-4'}>{children}</div>}
      {footer && (
        <footer className="flex flex-wrap items-center justify-end gap-2 rounded-b-card border-t bg-subtle px-5 py-3">
          {footer}
        </footer>
      )}
    </section>
  )
}
