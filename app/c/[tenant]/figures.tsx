import Link from 'next/link'
import type { ReactNode } from 'react'
import type { Route } from '@/components/routes'
import { cn } from '@/components/ui/cn'
import { getFormatter } from '@/lib/auth/language'

/** A row of figures; two beside each other on narrow screens. */
export function Figures({ children }: { children: ReactNode }) {
  return <dl className="grid grid-cols-2 gap-3 lg:grid-cols-4">{children}</dl>
}

/** One figure: a number in large type, or a few words. With `href` all of it is the link. */
export async function Figure({
  label,
  value,
  text,
  note,
  href,
}: {
  label: string
  value?: number
  text?: ReactNode
  note?: ReactNode
  href?: Route
}) {
  const format = await getFormatter()
  return (
    <div
      className={cn(
        'relative min-w-0 rounded-card border bg-surface px-4 py-3',
        href && 'transition-colors hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-ring',
      )}
    >
      <dt className="text-fg-2 text-meta">
        {href ? (
          <Link prefetch={false} href={href} className="outline-none after:absolute after:inset-0">
            {label}
          </Link>
        ) : (
          label
        )}
      </dt>
      <dd className="mt-1 min-h-8 min-w-0 break-words tabular-nums">
        {value === undefined ? (
          <span className="text-body leading-8">{text}</span>
        ) : (
          <span className="text-figure">{format.number(value)}</span>
        )}
        {note && <span className="block text-fg-3 text-meta">{note}</span>}
      </dd>
    </div>
  )
}
