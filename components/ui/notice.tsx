import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from './cn'

const looks = {
  info: { icon: Info, box: 'bg-info-bg', mark: 'text-info-fg' },
  ok: { icon: CircleCheck, box: 'bg-ok-bg', mark: 'text-ok-fg' },
  warn: { icon: TriangleAlert, box: 'bg-warn-bg', mark: 'text-warn-fg' },
  err: { icon: CircleAlert, box: 'bg-err-bg', mark: 'text-err-fg' },
}

/** Something to know before going on, in the flow of the page. Errors are announced; the rest is read in place. */
export function Notice({
  tone = 'info',
  title,
  actions,
  className,
  children,
}: {
  tone?: keyof typeof looks
  title?: ReactNode
  actions?: ReactNode
  className?: string
  children?: ReactNode
}) {
  const { icon: Icon, box, mark } = looks[tone]
  return (
    <div
      {...(tone === 'err' ? { role: 'alert' } : {})}
      className={cn(
        'flex items-start gap-2.5 rounded-card px-4 py-3 text-body forced-colors:border',
        box,
        className,
      )}
    >
      <Icon className={cn('mt-0.5', mark)} />
      <div className="flex min-w-0 flex-1 flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 max-w-[72ch] [overflow-wrap:anywhere]">
          {title && <p className="font-medium">{title}</p>}
          {children && <div className={cn(title && 'text-fg-2')}>{children}</div>}
        </div>
        {actions && <div className="flex shrink-0 items-center gap-2 sm:pointer-fine:-my-1">{actions}</div>}
      </div>
    </div>
  )
}
