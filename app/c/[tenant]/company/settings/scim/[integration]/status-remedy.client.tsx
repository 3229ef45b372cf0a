'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import type { Route } from '@/components/routes'

/** The way to what mends the state of an integration, where one is not there already. */
export function StatusRemedy({ href, children }: { href: Route; children: string }) {
  const path = usePathname()
  if (path === href) return null
  return (
    <Link
      prefetch={false}
      href={href}
      className="whitespace-nowrap text-accent-text underline underline-offset-2"
    >
      {children}
    </Link>
  )
}
