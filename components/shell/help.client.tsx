'use client'

import { CircleHelp, Keyboard, KeyRound, Plug, UserSearch } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { routes } from '../routes'
import { buttonClass } from '../ui/button'
import { Menu, MenuItem, MenuLink } from '../ui/menu.client'

/** Where a question is answered, in the same place on every page. */
export function Help({ tenant, onKeys }: { tenant: string; onKeys: () => void }) {
  const t = useTranslations('shell')
  return (
    <Menu
      label={t('help.label')}
      trigger={
        <button
          type="button"
          aria-label={t('help.label')}
          title={t('help.label')}
          className={buttonClass({ variant: 'ghost', size: 'icon' })}
        >
          <CircleHelp />
        </button>
      }
    >
      <MenuLink href={routes.whyNotHere(tenant)} icon={<UserSearch />}>
        {t('commands.why')}
      </MenuLink>
      <MenuLink href={routes.guide(tenant)} icon={<Plug />}>
        {t('help.connect')}
      </MenuLink>
      <MenuLink href={routes.checkToken(tenant)} icon={<KeyRound />}>
        {t('help.token')}
      </MenuLink>
      <MenuItem icon={<Keyboard />} onSelect={onKeys}>
        {t('commands.keys')}
      </MenuItem>
    </Menu>
  )
}
