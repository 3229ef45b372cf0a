'use client'

import {
  ArrowRight,
  Copy,
  CornerDownLeft,
  Keyboard,
  KeyRound,
  Languages,
  Plus,
  SunMoon,
  User,
  UserSearch,
  Users,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { Found } from '@/lib/overview/find'
import { type Route, routes } from '../../routes'
import { THEMES } from '../../theme'
import { showTheme } from '../../ui/theme-toggle.client'
import { toast } from '../../ui/toast'
import type { May } from './may'

/** One line of the palette: somewhere to go, or something to do. `value` tells lines apart. */
export type PaletteCommand = {
  id: string
  value: string
  label: string
  icon: ReactNode
  detail?: string
  keywords?: string[]
  href?: Route
  run?: () => void
}

type Section = { title: string; commands: PaletteCommand[] }

const command = (id: string, rest: Omit<PaletteCommand, 'id' | 'value'>): PaletteCommand => ({
  id,
  value: id,
  ...rest,
})

/** The pages that the role may open. */
export function usePages(tenant: string, may: May): PaletteCommand[] {
  const t = useTranslations()
  const page = (id: string, label: string, href: Route, detail?: string) =>
    command(`page-${id}`, {
      label,
      href,
      icon: <ArrowRight />,
      ...(detail && { detail, keywords: [detail] }),
    })
  const settings = t('shell.companySettings')
  return [
    page('overview', t('shell.overview'), routes.overview(tenant)),
    page('users', t('shell.users'), routes.users(tenant), t('shell.targetUsers')),
    page('groups', t('shell.groups'), routes.groups(tenant), t('shell.targetUsers')),
    page('scim', t('shell.scimSettings'), routes.scimSettings(tenant), settings),
    page('security', t('shell.security'), routes.security(tenant), settings),
    page('general', t('shell.general'), routes.companySettings(tenant), settings),
    page('members', t('shell.members'), routes.members(tenant)),
    page('invitations', t('members.tabs.invitations'), routes.invitations(tenant), t('shell.members')),
    page('roles', t('members.tabs.roles'), routes.roles(tenant), t('shell.members')),
    ...(may.audit
      ? [
          page('audit', t('shell.auditLog'), routes.auditLog(tenant)),
          page('evidence', t('shell.evidence'), routes.evidence(tenant)),
          page('reviews', t('reviews.title'), routes.reviews(tenant), t('shell.members')),
          page('movements', t('evidence.tabs.movements'), routes.movements(tenant), t('shell.evidence')),
          page(
            'configuration',
            t('evidence.tabs.configuration'),
            routes.configuration(tenant),
            t('shell.evidence'),
          ),
        ]
      : []),
    page('profile', t('account.tabs.profile'), routes.account('profile'), t('shell.account')),
    page('preferences', t('account.tabs.preferences'), routes.account('preferences'), t('shell.account')),
    page('sessions', t('account.tabs.sessions'), routes.account('sessions'), t('shell.account')),
  ]
}

/** What can be done from anywhere. */
export function useActions({
  tenant,
  baseUrl,
  may,
  integrations,
  onKeys,
}: {
  tenant: string
  baseUrl: string
  may: May
  integrations: Found['integrations']
  onKeys: () => void
}): PaletteCommand[] {
  const t = useTranslations('shell.commands')
  const ui = useTranslations('ui')
  const action = (id: string, rest: Omit<PaletteCommand, 'id' | 'value'>) => command(`action-${id}`, rest)

  async function copyBaseUrl() {
    try {
      await navigator.clipboard.writeText(baseUrl)
      toast.success(t('copied'))
    } catch {
      toast.info(baseUrl)
    }
  }

  return [
    ...(may.integrate
      ? [action('new', { label: t('newIntegration'), icon: <Plus />, href: routes.newIntegration(tenant) })]
      : []),
    action('copy', { label: t('copyBaseUrl'), icon: <Copy />, detail: baseUrl, run: copyBaseUrl }),
    ...(may.token
      ? integrations.map(({ id, name }) =>
          action(`rotate-${id}`, {
            label: t('rotate'),
            detail: name,
            keywords: [name],
            icon: <KeyRound />,
            href: routes.integrationTab(tenant, id, 'tokens'),
          }),
        )
      : []),
    ...(may.addPeople
      ? [action('add', { label: t('addPerson'), icon: <User />, href: routes.newUser(tenant) })]
      : []),
    action('why', { label: t('why'), icon: <UserSearch />, href: routes.whyNotHere(tenant) }),
    ...THEMES.map((theme) =>
      action(`theme-${theme}`, {
        label: t('theme', { theme: ui(`themes.${theme}`) }),
        icon: <SunMoon />,
        run: () => showTheme(theme),
      }),
    ),
    action('language', { label: t('language'), icon: <Languages />, href: routes.account('preferences') }),
    action('keys', { label: t('keys'), icon: <Keyboard />, run: onKeys }),
  ]
}

/** What the server found, by kind. */
export function useFound(tenant: string, found: Found | undefined): Section[] {
  const t = useTranslations('shell')
  if (!found) return []
  const line = (kind: string, id: string, rest: Omit<PaletteCommand, 'id' | 'value'>): PaletteCommand => ({
    id: `${kind}-${id}`,
    value: `found ${kind} ${id}`,
    ...rest,
  })
  return [
    {
      title: t('users'),
      commands: found.users.map(({ id, name, detail }) =>
        line('user', id, { label: name, detail, icon: <User />, href: routes.user(tenant, id) }),
      ),
    },
    {
      title: t('groups'),
      commands: found.groups.map(({ id, name }) =>
        line('group', id, { label: name, icon: <Users />, href: routes.group(tenant, id) }),
      ),
    },
    {
      title: t('commands.requests'),
      commands: found.requests.map(({ id, integrationId, told }) =>
        line('request', id, {
          label: told,
          detail: id.slice(-8),
          icon: <CornerDownLeft />,
          href: routes.request(tenant, integrationId, id),
        }),
      ),
    },
  ]
}
