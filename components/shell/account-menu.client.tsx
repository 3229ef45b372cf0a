'use client'

import { ChevronsUpDown, LogOut, MonitorSmartphone, SlidersHorizontal, UserRound } from 'lucide-react'
import { useTransition } from 'react'
import { useTranslations } from 'use-intl'
import { routes } from '../routes'
import type { Theme } from '../theme'
import { Avatar } from '../ui/avatar'
import { cn } from '../ui/cn'
import { Menu, MenuItem, MenuLink } from '../ui/menu.client'
import { ThemeToggle } from '../ui/theme-toggle.client'

/** Who is signed in, as what, and the server actions that sign out and keep the theme. */
export type Account = {
  name: string
  email: string
  role: string
  signOut: () => Promise<void>
  saveTheme: (theme: Theme) => Promise<void>
}

const onlyWide = 'group-data-collapsed/sidebar:hidden'

/** The foot of the sidebar: theme, and the person with the way out. */
export function AccountMenu({ account, theme }: { account: Account; theme: Theme }) {
  const [, start] = useTransition()
  const t = useTranslations()
  return (
    <div className="flex flex-col gap-2">
      <div className={cn('flex items-center justify-between ps-1.5 text-cell text-fg-3', onlyWide)}>
        <span aria-hidden>{t('ui.theme')}</span>
        <ThemeToggle initial={theme} onChoose={account.saveTheme} />
      </div>
      <Menu
        label={t('shell.account')}
        align="start"
        side="top"
        trigger={
          <button
            type="button"
            className="flex h-10 w-full min-w-0 items-center gap-2.5 rounded-control px-1.5 text-start transition-colors hover:bg-hover max-md:h-12"
          >
            <Avatar name={account.name} />
            <span className="sr-only">{t('shell.accountOf')}</span>
            <span className={cn('min-w-0 flex-1 group-data-collapsed/sidebar:sr-only')}>
              <span className="block truncate font-medium text-cell leading-4">{account.name}</span>
              <span className="block truncate text-fg-3 text-meta">{account.role}</span>
            </span>
            <ChevronsUpDown className={cn('size-3.5 text-fg-3', onlyWide)} />
          </button>
        }
      >
        <p className="border-b px-2 pt-1 pb-2 text-cell">
          <span className="block truncate font-medium">{account.name}</span>
          <span className="block truncate text-fg-3 text-meta">{account.email}</span>
        </p>
        <div className="pt-1">
          <MenuLink icon={<UserRound />} href={routes.account('profile')}>
            {t('account.tabs.profile')}
          </MenuLink>
          <MenuLink icon={<SlidersHorizontal />} href={routes.account('preferences')}>
            {t('account.tabs.preferences')}
          </MenuLink>
          <MenuLink icon={<MonitorSmartphone />} href={routes.account('sessions')}>
            {t('account.tabs.sessions')}
          </MenuLink>
          <MenuItem icon={<LogOut />} onSelect={() => start(account.signOut)}>
            {t('common.signOut')}
          </MenuItem>
        </div>
      </Menu>
    </div>
  )
}
