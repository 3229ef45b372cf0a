import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from './cn'

/** Something optional behind a line that opens it. */
export function Disclosure({
  summary,
  open,
  className,
  children,
}: {
  summary: ReactNode
  open?: boolean
  className?: string
  children: ReactNode
}) {
  return (
    <details open={open} className={cn('group/disclosure', className)}>
      <summary className="inline-flex min-h-6 list-none items-center gap-1.5 rounded-tag font-medium text-body text-fg-2 transition-colors hover:text-fg pointer-coarse:min-h-11">
        <ChevronRight className="transition-transform group-open/disclosure:rotate-90" />
        {summary}
      </summary>
      <div className="pt-3 ps-[22px]">{children}</div>
    </details>
  )
}
