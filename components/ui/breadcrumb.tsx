import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import type { Route } from '@/components/routes'
import { Named } from '../messages.client'

export type Crumb = { label: string; href?: Route }

/** The way to this page; the last entry is the page itself. Narrow screens show that one only. */
export function Breadcrumb({ items }: { items: readonly Crumb[] }) {
  return (
    <Named as="nav" of="ui.breadcrumb" className="min-w-0">
      <ol className="flex min-w-0 items-center gap-1 text-cell">
        {items.map((item, index) => {
          const last = index === items.length - 1
          return (
            <li
              key={`${item.label}-${item.href ?? ''}`}
              className={
                last ? 'flex min-w-0 items-center gap-1' : 'flex shrink-0 items-center gap-1 max-lg:hidden'
              }
            >
              {index > 0 && <ChevronRight className="size-3.5 text-fg-3 max-lg:hidden" />}
              {item.href && !last ? (
                <Link
                  prefetch={false}
                  href={item.href}
                  className="max-w-60 truncate rounded-tag py-0.5 text-fg-2 transition-colors hover:text-fg"
                >
                  {item.label}
                </Link>
              ) : last ? (
                <span aria-current="page" className="min-w-0 truncate font-medium text-fg">
                  {item.label}
                </span>
              ) : (
                <span className="max-w-60 truncate text-fg-2">{item.label}</span>
              )}
            </li>
          )
        })}
      </ol>
    </Named>
  )
}
