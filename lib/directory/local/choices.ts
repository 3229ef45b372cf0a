/** The single values of a person that are edited here, in the order of the form, and the section each stands in. */
export const PERSON_FIELDS = {
  userName: 'identity',
  givenName: 'identity',
  familyName: 'identity',
  displayName: 'identity',
  title: 'work',
  department: 'work',
  division: 'work',
  organization: 'work',
  costCenter: 'work',
  employeeNumber: 'work',
  manager: 'work',
  userType: 'work',
  preferredLanguage: 'contact',
  locale: 'contact',
  timezone: 'contact',
} as const satisfies Record<string, PersonSection>
export type PersonSection = 'identity' | 'work' | 'contact'
export type PersonField = keyof typeof PERSON_FIELDS
export const PERSON_FIELD_NAMES = Object.keys(PERSON_FIELDS) as PersonField[]

export const EMAIL_TYPES = ['work', 'home', 'other'] as const
export const PHONE_TYPES = ['work', 'mobile', 'home', 'other'] as const

const LONGEST: Partial<Record<PersonField, number>> = { userName: 512, displayName: 512 }
const LONGEST_FIELD = 250
export const LONGEST_EMAIL = 254
export const LONGEST_PHONE = 64
/** More addresses than a person has, fewer than a form can show. */
export const MOST_CONTACTS = 20

export function longestOf(field: PersonField): number {
  return LONGEST[field] ?? LONGEST_FIELD
}
