import type { ReactNode } from 'react'
import { cn } from './cn'

/** Nothing here yet: one sentence, one action. */
export function EmptyState({
  title,
  action,
  className,
  children,
}: {
  title: string
  action?: ReactNode
  className?: string
  children?: ReactNode
}) {
  return (
    <div className={cn('flex flex-col items-center gap-4 px-6 py-12 text-center', className)}>
      <div className="max-w-[52ch]">
        <p className="font-medium text-body">{title}</p>
        {children && <div className="mt-1 text-balance text-cell text-fg-2">{children}</div>}
      </div>
      {action && <div className="flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  )
}
