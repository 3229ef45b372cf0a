import { z } from 'zod'
import type { Text } from '@/lib/messages/text'
import {
  LONGEST_EMAIL,
  LONGEST_PHONE,
  longestOf,
  MOST_CONTACTS,
  PERSON_FIELD_NAMES,
  type PersonField,
} from './choices'

/** An e-mail address or a phone number. `type` is empty where none was said. */
export type Contact = { value: string; type: string; primary: boolean }

/** A person as the form holds them. An empty text is a value that is not there. */
export type PersonDraft = {
  fields: Readonly<Record<PersonField, string>>
  emails: readonly Contact[]
  phones: readonly Contact[]
}

/** What is wrong with an input, by its name: `userName`, `emails.0`. */
export type Faults = Readonly<Record<string, Text>>

/** What neither a line of text nor PostgreSQL can hold: control characters, and halves of surrogate pairs. */
const UNPRINTABLE = /\p{Cc}|\p{Cs}/u
const EMAIL = /^[^\s@]+@[^\s@]+$/

/** What is wrong with a single value, trimmed; undefined when it can be kept. */
export function faultOfField(field: PersonField, value: string): Text | undefined {
  if (field === 'userName' && value === '') return { key: 'local.errors.userNameMissing' }
  return faultOfLine(value, longestOf(field))
}

/** The same of an e-mail address that is there. */
export function faultOfEmail(value: string): Text | undefined {
  if (!EMAIL.test(value)) return { key: 'local.errors.notAnEmail', values: { value: value.slice(0, 80) } }
  return faultOfLine(value, LONGEST_EMAIL)
}

/** The same of any line of text. */
export function faultOfLine(value: string, max: number): Text | undefined {
  if (value.length > max) return { key: 'input.atMost', values: { max } }
  return UNPRINTABLE.test(value) ? { key: 'input.unprintable' } : undefined
}

/** What is wrong with a person, input by input; an empty record when nothing is. */
export function faultsOf(draft: PersonDraft): Faults {
  const faults: [string, Text | undefined][] = [
    ...PERSON_FIELD_NAMES.map((name) => [name, faultOfField(name, draft.fields[name])] as [string, Text]),
    ...draft.emails.map(({ value }, index) => [`emails.${index}`, faultOfEmail(value)] as [string, Text]),
    ...draft.phones.map(
      ({ value }, index) => [`phones.${index}`, faultOfLine(value, LONGEST_PHONE)] as [string, Text],
    ),
  ]
  return Object.fromEntries(faults.filter((entry): entry is [string, Text] => entry[1] !== undefined))
}

const line = z.string().trim().catch('')
const contacts = z
  .array(
    z.object({ value: line, type: z.string().trim().max(LONGEST_PHONE).catch(''), primary: z.boolean() }),
  )
  .max(MOST_CONTACTS)
  .catch([])
const lists = z.object({ emails: contacts, phones: contacts })

/**
 * The person that a form holds: an input for each field, and the two lists as JSON under `contacts`. Lines
 * without a value are left out; the first e-mail address is the primary one where none is said to be.
 */
export function readDraft(form: FormData): PersonDraft {
  const { emails, phones } = lists.parse(jsonOf(form.get('contacts')))
  const fields = Object.fromEntries(PERSON_FIELD_NAMES.map((name) => [name, line.parse(form.get(name))]))
  return { fields: fields as Record<PersonField, string>, emails: tidy(emails), phones: tidy(phones) }
}

function tidy(list: readonly Contact[]): Contact[] {
  const filled = list.filter(({ value }) => value !== '')
  const primary = Math.max(
    0,
    filled.findIndex((contact) => contact.primary),
  )
  return filled.map((contact, index) => ({ ...contact, primary: index === primary }))
}

function jsonOf(value: FormDataEntryValue | null): unknown {
  try {
    return JSON.parse(String(value)) ?? {}
  } catch {
    return {}
  }
}

/** Which version of a person or group a form was opened with. */
export const versionInput = z.coerce.number().int().min(1)

const LONGEST_GROUP = 250

/** The name of a group as typed, and what is wrong with it. */
export function readGroupName(form: FormData): { name: string; fault: Text | undefined } {
  const name = line.parse(form.get('name'))
  if (name === '') return { name, fault: { key: 'local.errors.groupNameMissing' } }
  return { name, fault: faultOfLine(name, LONGEST_GROUP) }
}

/** What the member picker is asked: a text, or nothing for the first ones by name. */
export const candidateSearch = z.object({
  q: z
    .string()
    .transform((typed) => typed.replaceAll('\0', '').trim().slice(0, 200))
    .catch(''),
})

/** Ids of people and groups to put into a group, or take out of it. */
export const memberIds = z.array(z.uuid()).min(1).max(1_000)
