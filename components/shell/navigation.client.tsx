'use client'

import {
  ChevronRight,
  FileCheck,
  LayoutDashboard,
  ScrollText,
  Settings,
  ShieldCheck,
  Users,
} from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { type ReactNode, useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import { type Route, routes } from '../routes'
import { cn } from '../ui/cn'
import { LinkPending } from '../ui/link-pending.client'

const row =
  'relative flex h-8 w-full items-center gap-2.5 rounded-control px-2 text-start text-body transition-colors max-md:h-11 pointer-coarse:h-11'
const onlyWide = 'group-data-collapsed/sidebar:sr-only'

/** The menu of one company. Folded to icons it keeps one link per part. */
export function Navigation({ tenant, mayAudit }: { tenant: string; mayAudit: boolean }) {
  const [open, setOpen] = useState(true)
  const t = useTranslations('shell')
  const id = useId()
  const users = routes.users(tenant)
  const groups = routes.groups(tenant)
  const scim = routes.scimSettings(tenant)
  return (
    <nav aria-label={t('main')} className="min-h-0 flex-1 overflow-y-auto px-2 py-1">
      <ul className="flex flex-col gap-0.5">
        <li>
          <NavLink href={routes.overview(tenant)} icon={<LayoutDashboard />}>
            {t('overview')}
          </NavLink>
        </li>
        <li className="mt-3">
          <button
            type="button"
            aria-expanded={open}
            aria-controls={id}
            onClick={() => setOpen(!open)}
            className={cn(
              'flex h-7 w-full items-center gap-1 rounded-control px-2 font-medium text-fg-3 text-meta transition-colors hover:text-fg max-md:h-11 pointer-coarse:h-11',
              'group-data-collapsed/sidebar:hidden',
            )}
          >
            {t('company')}
            <ChevronRight className={cn('size-3.5 transition-transform', open && 'rotate-90')} />
          </button>
          <ul
            id={id}
            className={cn('flex flex-col gap-0.5', !open && 'hidden group-data-collapsed/sidebar:flex')}
          >
            <Section label={t('targetUsers')} href={users} icon={<Users />}>
              <SubLink href={users}>{t('users')}</SubLink>
              <SubLink href={groups}>{t('groups')}</SubLink>
            </Section>
            <Section label={t('companySettings')} href={scim} icon={<Settings />}>
              <SubLink href={scim}>{t('scimSettings')}</SubLink>
              <SubLink href={routes.security(tenant)}>{t('security')}</SubLink>
              <SubLink href={routes.companySettings(tenant)}>{t('general')}</SubLink>
            </Section>
            <li>
              <NavLink href={routes.members(tenant)} icon={<ShieldCheck />} below>
                {t('members')}
              </NavLink>
            </li>
            {mayAudit && (
              <>
                <li>
                  <NavLink href={routes.auditLog(tenant)} icon={<ScrollText />}>
                    {t('auditLog')}
                  </NavLink>
                </li>
                <li>
                  <NavLink href={routes.evidence(tenant)} icon={<FileCheck />} below>
                    {t('evidence')}
                  </NavLink>
                </li>
              </>
            )}
          </ul>
        </li>
      </ul>
    </nav>
  )
}

function Section({
  label,
  href,
  icon,
  children,
}: {
  label: string
  href: Route
  icon: ReactNode
  children: ReactNode
}) {
  return (
    <li>
      <NavLink href={href} icon={icon} part>
        {label}
      </NavLink>
      <ul className="mt-0.5 ms-4 flex flex-col gap-0.5 border-s ps-2 group-data-collapsed/sidebar:hidden">
        {children}
      </ul>
    </li>
  )
}

/** `below` lights the link on the pages below its own, too. `part` marks a link as the head of its part: lit only while the sidebar is folded, when its children are not seen. */
function NavLink({
  href,
  icon,
  below,
  part,
  children,
}: {
  href: Route
  icon: ReactNode
  below?: boolean
  part?: boolean
  children: string
}) {
  const path = usePathname()
  const here = part
    ? path.startsWith(href.slice(0, href.lastIndexOf('/') + 1))
    : path === href || (below && path.startsWith(`${href}/`))
  return (
    <Link
      prefetch={false}
      href={href}
      title={children}
      {...(here && !part ? { 'aria-current': path === href ? ('page' as const) : ('true' as const) } : {})}
      className={cn(
        row,
        here && !part ? 'bg-hover font-medium text-fg' : 'text-fg-2 hover:bg-hover hover:text-fg',
        here && part && 'text-fg group-data-collapsed/sidebar:bg-hover',
        'group-data-collapsed/sidebar:justify-center group-data-collapsed/sidebar:px-0',
      )}
    >
      {icon}
      <span className={onlyWide}>{children}</span>
      <LinkPending />
    </Link>
  )
}

function SubLink({ href, children }: { href: Route; children: string }) {
  const path = usePathname()
  const here = path === href || path.startsWith(`${href}/`)
  return (
    <li>
      <Link
        prefetch={false}
        href={href}
        {...(here ? { 'aria-current': path === href ? ('page' as const) : ('true' as const) } : {})}
        className={cn(row, here ? 'bg-hover font-medium text-fg' : 'text-fg-2 hover:bg-hover hover:text-fg')}
      >
        {children}
        <LinkPending />
      </Link>
    </li>
  )
}
