import type { Text } from '@/lib/messages/text'
import { type JsonObject, ScimError } from '@/lib/scim'
import { LONGEST_PHONE, PERSON_FIELD_NAMES, type PersonField } from '../choices'
import { type Contact, faultOfEmail, faultOfField, faultOfLine } from '../input'
import { draftOf, type PersonChange, resourceWith } from '../resource'
import { IMPORT_FIELDS, type ImportField } from './choices'
import type { ChangedValue, ImportRow } from './input'

/** How files in the languages of the console say that somebody is active, or is not. */
const ACTIVE = new Map([
  ...['true', 'yes', 'y', '1', 'active', 'enabled', 'wahr', 'ja', 'j', 'aktiv'].map(
    (word) => [word, true] as const,
  ),
  ...['false', 'no', 'n', '0', 'inactive', 'disabled', 'falsch', 'nein', 'inaktiv'].map(
    (word) => [word, false] as const,
  ),
])

/** A row as it is understood: its values, trimmed, and why it cannot be taken. */
export type ReadRow = {
  line: number
  values: ReadonlyMap<ImportField, string>
  active: boolean | undefined
  reasons: Text[]
}

/** Reads one row; an empty cell counts as no cell. */
export function readRow({ line, values: cells }: ImportRow): ReadRow {
  const values = new Map<ImportField, string>()
  for (const field of IMPORT_FIELDS) {
    const value = cells[field]?.trim()
    if (value) values.set(field, value)
  }
  const said = values.get('active')
  const active = said === undefined ? undefined : ACTIVE.get(said.toLowerCase())
  const reasons = [...values].flatMap(([field, value]) => {
    const fault = faultOf(field, value)
    return fault ? [about(field, fault)] : []
  })
  if (!values.has('userName')) reasons.unshift({ key: 'local.errors.userNameMissing' })
  return { line, values, active, reasons }
}

function faultOf(field: ImportField, value: string): Text | undefined {
  switch (field) {
    case 'active':
      if (ACTIVE.has(value.toLowerCase())) return undefined
      return { key: 'import.reasons.active', values: { value: value.slice(0, 40) } }
    case 'email':
      return faultOfEmail(value)
    case 'workPhone':
    case 'mobilePhone':
      return faultOfLine(value, LONGEST_PHONE)
    default:
      return faultOfField(field, value)
  }
}

function about(field: ImportField, fault: Text): Text {
  return { key: 'import.reasons.ofField', values: { field: { key: `local.fields.${field}` }, fault } }
}

/**
 * The resource after the row is laid over it: what the row does not say stays. The e-mail address takes the place of
 * the primary one, and a phone number that of the first of its type.
 * @throws ScimError 400 for what no resource may hold
 */
function resourceOf(current: JsonObject, row: ReadRow): JsonObject {
  const draft = draftOf(current)
  const fields: Partial<Record<PersonField, string>> = {}
  for (const name of PERSON_FIELD_NAMES) {
    const value = row.values.get(name)
    if (value !== undefined) fields[name] = value
  }
  const email = row.values.get('email')
  const [work, mobile] = [row.values.get('workPhone'), row.values.get('mobilePhone')]
  let phones = draft.phones
  if (work) phones = withPhone(phones, 'work', work)
  if (mobile) phones = withPhone(phones, 'mobile', mobile)
  const change: PersonChange = {
    fields,
    ...(email && { emails: withEmail(draft.emails, email) }),
    ...(phones !== draft.phones && { phones }),
    ...(row.active !== undefined && { active: row.active }),
  }
  return resourceWith(current, change)
}

function withEmail(emails: readonly Contact[], value: string): Contact[] {
  const known = emails.findIndex((email) => email.value.toLowerCase() === value.toLowerCase())
  const primary = emails.findIndex((email) => email.primary)
  const place = known >= 0 ? known : Math.max(0, primary)
  const before = emails[place]
  const next: Contact = { value, type: before?.type || 'work', primary: true }
  const others = emails.filter((_, index) => index !== place).map((email) => ({ ...email, primary: false }))
  return [next, ...others]
}

function withPhone(phones: readonly Contact[], type: string, value: string): Contact[] {
  const place = phones.findIndex((phone) => phone.type === type)
  if (place < 0) return [...phones, { value, type, primary: phones.length === 0 }]
  return phones.map((phone, index) => (index === place ? { ...phone, value } : phone))
}

/** The same without throwing: the resource, or why there can be none. */
export function tryResource(current: JsonObject, row: ReadRow): JsonObject | Text {
  try {
    return resourceOf(current, row)
  } catch (error) {
    if (!(error instanceof ScimError)) throw error
    return { key: 'import.reasons.scim', values: { detail: error.detail } }
  }
}

/** What becomes different, in the terms of the file. */
export function changedValues(before: JsonObject, after: JsonObject): ChangedValue[] {
  const [was, is] = [valuesOf(before), valuesOf(after)]
  return IMPORT_FIELDS.flatMap((field) =>
    was[field] === is[field] ? [] : [{ field, before: was[field] || null, after: is[field] || null }],
  )
}

function valuesOf(resource: JsonObject): Record<ImportField, string> {
  const { fields, emails, phones } = draftOf(resource)
  const phone = (type: string) => phones.find((one) => one.type === type)?.value ?? ''
  return {
    ...fields,
    email: (emails.find(({ primary }) => primary) ?? emails[0])?.value ?? '',
    workPhone: phone('work'),
    mobilePhone: phone('mobile'),
    active: resource.active === false ? 'false' : 'true',
  }
}
