import { ChevronLeft, ChevronRight } from 'lucide-react'
import Link from 'next/link'
import type { MouseEvent, ReactNode } from 'react'
import type { Route } from '@/components/routes'
import { Named, Words } from '../messages.client'
import { buttonClass } from './button'

/** `26–50 of 418` and links to the pages beside this one. `onPage` may take over a plain click. */
export function Pagination({
  page,
  pageSize,
  total,
  more,
  href,
  onPage,
}: {
  page: number
  pageSize: number
  total: number
  /** More than `total` rows fit. */
  more?: boolean | undefined
  href: (page: number) => Route
  onPage?: ((page: number) => void) | undefined
}) {
  const last = Math.max(1, Math.ceil(total / pageSize))
  if (last === 1) return null
  const from = (page - 1) * pageSize + 1
  return (
    <Named
      as="nav"
      of="ui.pages"
      className="flex items-center justify-between gap-4 py-3 text-cell text-fg-2 tabular-nums"
    >
      <p>
        {from > total ? (
          <Words of="ui.noRows" values={{ total }} />
        ) : (
          <Words
            of={more ? 'ui.rangeOfMore' : 'ui.range'}
            values={{ from, to: Math.min(page * pageSize, total), total }}
          />
        )}
      </p>
      <div className="flex items-center gap-2">
        <PageLink to={page - 1} disabled={page <= 1} {...{ href, onPage }}>
          <ChevronLeft />
          <Words of="ui.previous" />
        </PageLink>
        <PageLink to={page + 1} disabled={page >= last} {...{ href, onPage }}>
          <Words of="ui.next" />
          <ChevronRight />
        </PageLink>
      </div>
    </Named>
  )
}

function PageLink({
  to,
  disabled,
  href,
  onPage,
  children,
}: {
  to: number
  disabled: boolean
  href: (page: number) => Route
  onPage: ((page: number) => void) | undefined
  children: ReactNode
}) {
  const look = buttonClass({ size: 'sm' })
  if (disabled) {
    return (
      // biome-ignore lint/a11y/useFocusableInteractive: a link that leads nowhere is no stop on the way
      // biome-ignore lint/a11y/useSemanticElements: without an address it cannot be an <a href>
      <span role="link" aria-disabled className={look}>
        {children}
      </span>
    )
  }
  return (
    <Link
      prefetch={false}
      href={href(to)}
      scroll={false}
      className={look}
      {...(onPage && { onClick: (event: MouseEvent) => takeOver(event, () => onPage(to)) })}
    >
      {children}
    </Link>
  )
}

/** Runs `act` instead of following the link, unless the click asks for a new tab or window. */
export function takeOver(event: MouseEvent, act: () => void): void {
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return
  event.preventDefault()
  act()
}
