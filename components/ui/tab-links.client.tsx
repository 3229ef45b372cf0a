'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { useFormatter } from 'use-intl'
import type { Route } from '@/components/routes'
import { cn } from './cn'
import { LinkPending } from './link-pending.client'

export type TabLink = { href: Route; label: string; count?: number | undefined; current?: boolean }

/** Tabs that are links. The current one is the page itself, or what the page is below, unless `current` says otherwise (tabs in `?tab=`). */
export function TabLinks({ label, tabs }: { label: string; tabs: readonly TabLink[] }) {
  const path = usePathname()
  const format = useFormatter()
  const list = useRef<HTMLUListElement>(null)
  const here = tabs
    .map(({ href }) => href.split('?')[0] ?? '')
    .filter((href) => path === href || path.startsWith(`${href}/`))
    .sort((a, b) => b.length - a.length)[0]
  // On a narrow screen the row scrolls; the tab one is on must not start outside it.
  useEffect(() => {
    const current = path && list.current?.querySelector('[aria-current]')
    if (current) current.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [path])
  return (
    <nav aria-label={label} className="-mx-1.5 overflow-x-auto px-1.5 print:hidden">
      <ul ref={list} className="flex min-w-max gap-5 border-b">
        {tabs.map((tab) => {
          const current = tab.current ?? here === tab.href.split('?')[0]
          return (
            <li key={tab.href}>
              <Link
                prefetch={false}
                href={tab.href}
                {...(current ? { 'aria-current': 'page' as const } : {})}
                className={cn(
                  '-outline-offset-2! relative flex h-9 items-center gap-1.5 whitespace-nowrap -mx-1.5 rounded-control px-1.5 text-body transition-colors after:absolute after:inset-x-1.5 after:bottom-0 after:h-0.5 after:rounded-full pointer-coarse:h-11',
                  current ? 'font-medium text-fg after:bg-accent' : 'text-fg-2 hover:text-fg',
                )}
              >
                {tab.label}
                {tab.count !== undefined && (
                  <span className="text-fg-3 text-meta tabular-nums">{format.number(tab.count)}</span>
                )}
                <LinkPending />
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
