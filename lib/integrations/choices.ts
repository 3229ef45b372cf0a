/** The identity providers that have a guide of their own, by the names people know them by. */
export const PROVIDERS = {
  okta: 'Okta',
  entra: 'Microsoft Entra ID',
  google: 'Google Workspace',
  onelogin: 'OneLogin',
  jumpcloud: 'JumpCloud',
  pingone: 'PingOne',
  other: 'Other / not sure',
} as const
export type Provider = keyof typeof PROVIDERS

/** The provider whose test of a connection makes a person and a group and removes them again. */
export const TESTS_BY_WRITING: Provider = 'jumpcloud'

/** As long as the name of an integration, or of a token, may be. */
export const LONGEST_NAME = 64

export const EXPIRIES = ['90-days', '6-months', '1-year', '2-years', 'never'] as const
export type Expiry = (typeof EXPIRIES)[number]

export const ACCESS = ['read-write', 'read-only'] as const
export type Access = (typeof ACCESS)[number]

/** When a token that was rotated ends, in hours from now. */
export const RETIREMENTS = { now: 0, '1-hour': 1, '24-hours': 24, '7-days': 168 } as const
export type Retirement = keyof typeof RETIREMENTS

/** What becomes of the people and groups of an integration that is deleted. */
export const FATES = ['keep', 'deactivate', 'remove'] as const
export type Fate = (typeof FATES)[number]

/** What a write of the identity provider does to a person whom nobody manages. */
export const WHEN_LOCAL = ['claim', 'conflict'] as const

/** What becomes of a group that comes while a Local one has its name. */
export const WHEN_LOCAL_GROUP = ['link', 'separate', 'conflict'] as const

/** What becomes of the memberships of a person whom the identity provider deactivates. */
export const WHEN_DEACTIVATED = ['keep', 'leave'] as const

/** What becomes of a person who is in no group of the integration any more. */
export const WHEN_GROUPLESS = ['nothing', 'deactivate', 'remove'] as const

/** Of the active people of an integration: what Okta's own import safeguard begins with, and the bounds of the choice. */
export const USUAL_PERCENT = 20
export const LEAST_PERCENT = 1
export const MOST_PERCENT = 99

/** What a DELETE of the identity provider does to a person. */
export const WHEN_DELETED = ['delete', 'deactivate'] as const
