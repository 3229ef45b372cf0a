'use client'

import { ChevronsUpDown } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { routes } from '../routes'
import { Avatar } from '../ui/avatar'
import { cn } from '../ui/cn'
import { Menu, MenuLabel, MenuLink } from '../ui/menu.client'

export type Company = { slug: string; name: string }

const row = 'flex h-10 w-full min-w-0 items-center gap-2.5 rounded-control px-1.5 text-start max-md:h-11'
const onlyWide = 'group-data-collapsed/sidebar:hidden'

/** The company you are in; a menu only if there is another to go to. */
export function TenantSwitcher({ company, companies }: { company: Company; companies: readonly Company[] }) {
  const t = useTranslations('shell')
  const face = (
    <>
      <Avatar name={company.name} square className="border-transparent bg-accent text-on-accent" />
      <span
        className={cn('min-w-0 flex-1 truncate font-semibold text-body group-data-collapsed/sidebar:sr-only')}
      >
        {company.name}
      </span>
    </>
  )
  if (companies.length < 2) return <div className={row}>{face}</div>
  return (
    <Menu
      label={t('companies')}
      align="start"
      trigger={
        <button type="button" className={cn(row, 'transition-colors hover:bg-hover')}>
          {face}
          <span className="sr-only">{t('switchCompany')}</span>
          <ChevronsUpDown className={cn('size-3.5 text-fg-3', onlyWide)} />
        </button>
      }
    >
      <MenuLabel>{t('companies')}</MenuLabel>
      {companies.map(({ slug, name }) => (
        <MenuLink
          key={slug}
          href={routes.overview(slug)}
          current={slug === company.slug}
          icon={<Avatar name={name} square className="size-5 text-[9px]" />}
        >
          {name}
        </MenuLink>
      ))}
    </Menu>
  )
}
