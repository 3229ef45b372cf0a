import type { Route } from 'next'

export type { Route }

/** Every address of the console, built in one place. `tenant` is the company's slug, the rest are ids. */
export const routes = {
  home: '/' as Route,
  signIn: '/sign-in' as Route,
  setup: '/setup' as Route,
  selectCompany: '/select-company' as Route,
  tokenCheck: '/token-check' as Route,
  account: (tab: 'profile' | 'preferences' | 'sessions') => `/account/${tab}` as Route,
  overview: (tenant: string) => `/c/${tenant}` as Route,
  checkToken: (tenant: string) => `/c/${tenant}/company/settings/scim#token-check` as Route,
  scimSettings: (tenant: string) => `/c/${tenant}/company/settings/scim` as Route,
  newIntegration: (tenant: string) => `/c/${tenant}/company/settings/scim/new` as Route,
  guide: (tenant: string) => `/c/${tenant}/company/settings/scim/guide` as Route,
  entitlements: (tenant: string) => `/c/${tenant}/company/settings/scim/entitlements` as Route,
  integration: (tenant: string, id: string) => `/c/${tenant}/company/settings/scim/${id}` as Route,
  integrationTab: (
    tenant: string,
    id: string,
    tab: 'overview' | 'connect' | 'tokens' | 'group-settings' | 'activity' | 'settings',
  ) => `/c/${tenant}/company/settings/scim/${id}/${tab}` as Route,
  /** Where fields of people are taken from, among the settings. */
  mapping: (tenant: string, id: string) =>
    `/c/${tenant}/company/settings/scim/${id}/settings#attribute-mapping` as Route,
  request: (tenant: string, id: string, request: string) =>
    `/c/${tenant}/company/settings/scim/${id}/activity/${request}` as Route,
  massChange: (tenant: string, id: string, alarm: string) =>
    `/c/${tenant}/company/settings/scim/${id}/mass-changes/${alarm}` as Route,
  /** Who came back with an integration that had been deleted. */
  broughtBack: (tenant: string, id: string) =>
    `/c/${tenant}/company/settings/scim/${id}/brought-back` as Route,
  newUser: (tenant: string) => `/c/${tenant}/company/target-users/users/new` as Route,
  editUser: (tenant: string, id: string) => `/c/${tenant}/company/target-users/users/${id}/edit` as Route,
  importUsers: (tenant: string) => `/c/${tenant}/company/target-users/import` as Route,
  members: (tenant: string) => `/c/${tenant}/company/members` as Route,
  invitations: (tenant: string) => `/c/${tenant}/company/members/invitations` as Route,
  reviews: (tenant: string) => `/c/${tenant}/company/members/access-review` as Route,
  review: (tenant: string, id: string) => `/c/${tenant}/company/members/access-review/${id}` as Route,
  roles: (tenant: string) => `/c/${tenant}/company/members/roles` as Route,
  auditLog: (tenant: string) => `/c/${tenant}/company/audit-log` as Route,
  /** The log from one of its rows on. */
  auditRow: (tenant: string, position: number) =>
    `/c/${tenant}/company/audit-log?before=${position + 1}#row-${position}` as Route,
  evidence: (tenant: string) => `/c/${tenant}/company/evidence` as Route,
  movements: (tenant: string) => `/c/${tenant}/company/evidence/joiners-leavers` as Route,
  configuration: (tenant: string) => `/c/${tenant}/company/evidence/configuration` as Route,
  security: (tenant: string) => `/c/${tenant}/company/settings/security` as Route,
  companySettings: (tenant: string) => `/c/${tenant}/company/settings/general` as Route,
  users: (tenant: string) => `/c/${tenant}/company/target-users/users` as Route,
  user: (tenant: string, id: string) => `/c/${tenant}/company/target-users/users/${id}` as Route,
  /** “Why isn’t this person here?”, answered at once where `q` says who is meant. */
  whyNotHere: (tenant: string, q = '') => withSearch(`/c/${tenant}/company/target-users/why`, { q }),
  groups: (tenant: string) => `/c/${tenant}/company/target-users/groups` as Route,
  group: (tenant: string, id: string) => `/c/${tenant}/company/target-users/groups/${id}` as Route,
}

/** The same page with other search parameters; empty and undefined ones are left out. */
export function withSearch(path: string, search: Record<string, string | number | undefined>): Route {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(search)) {
    if (value !== undefined && value !== '') params.set(name, String(value))
  }
  const query = params.toString()
  return (query ? `${path}?${query}` : path) as Route
}
