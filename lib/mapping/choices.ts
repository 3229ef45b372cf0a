/** The fields of a person that an integration can take from elsewhere, in the order people look for them. */
export const FIELDS = [
  'displayName',
  'givenName',
  'familyName',
  'email',
  'phone',
  'title',
  'userType',
  'department',
  'division',
  'organization',
  'costCenter',
  'employeeNumber',
  'manager',
  'location',
] as const
export type Field = (typeof FIELDS)[number]

/** The fields that a list of people has columns for, beside name and address. */
export const LISTED_FIELDS = [
  'department',
  'title',
  'phone',
  'manager',
  'organization',
  'costCenter',
  'employeeNumber',
  'location',
] as const satisfies readonly Field[]
export type ListedField = (typeof LISTED_FIELDS)[number]

/** Fields that are what the protocol says they are: a person is found by the one and let in by the other. */
export const FIXED_FIELDS = ['userName', 'active'] as const

/** Characters of a path that somebody types. */
export const LONGEST_PATH = 400
