import { open } from './acts'
import type { Shot } from './camera'
import type { Ids } from './ids'

/** Pages outside a company. */
export function accountShots(origin: string): Shot[] {
  return [
    { name: 'account-profile', path: `${origin}/account/profile` },
    { name: 'account-preferences', path: `${origin}/account/preferences`, german: true },
    { name: 'account-sessions', path: `${origin}/account/sessions` },
    {
      name: 'account-sign-out',
      path: `${origin}/account/sessions`,
      layer: true,
      act: open('Sign out everywhere'),
    },
    {
      name: 'sign-in-again',
      path: `${origin}/sign-in?callbackUrl=/account/profile&again=idle`,
      german: true,
    },
    { name: 'no-such-page', path: `${origin}/there-is-no-such-page` },
  ]
}

/** The same company, as somebody sees it who may only read. */
export function readerShots({ okta, person }: Ids): Shot[] {
  return [
    { name: 'reader-scim-settings', path: '/company/settings/scim' },
    { name: 'reader-tokens', path: `/company/settings/scim/${okta}/tokens` },
    { name: 'reader-group-settings', path: `/company/settings/scim/${okta}/group-settings` },
    { name: 'reader-settings', path: `/company/settings/scim/${okta}/settings` },
    {
      name: 'reader-mapping',
      path: `/company/settings/scim/${okta}/settings`,
      at: '#attribute-mapping',
      layer: true,
    },
    { name: 'reader-users', path: '/company/target-users/users' },
    { name: 'reader-user', path: `/company/target-users/users/${person}` },
    { name: 'reader-members', path: '/company/members' },
    { name: 'reader-security', path: '/company/settings/security' },
    { name: 'reader-company-settings', path: '/company/settings/general' },
    { name: 'reader-wizard', path: '/company/settings/scim/new' },
    { name: 'reader-access-reviews', path: '/company/members/access-review' },
  ]
}

/** What is said to somebody whose role may not even read it. */
export function refusedShots(): Shot[] {
  return [
    { name: 'refused-audit-log', path: '/company/audit-log' },
    { name: 'refused-evidence', path: '/company/evidence' },
    { name: 'refused-access-reviews', path: '/company/members/access-review' },
  ]
}
