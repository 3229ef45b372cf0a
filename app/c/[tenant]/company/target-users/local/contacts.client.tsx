'use client'

import { Plus, X } from 'lucide-react'
import { useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { FieldError } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import {
  EMAIL_TYPES,
  LONGEST_EMAIL,
  LONGEST_PHONE,
  MOST_CONTACTS,
  PHONE_TYPES,
} from '@/lib/directory/local/choices'
import type { Contact } from '@/lib/directory/local/input'

type Kind = 'emails' | 'phones'
type Row = Contact & { key: number }

const kinds = {
  emails: {
    input: 'email',
    type: 'typeOfEmail',
    primary: 'primaryEmail',
    add: 'addEmail',
    remove: 'removeEmail',
  },
  phones: {
    input: 'phone',
    type: 'typeOfPhone',
    primary: 'primaryPhone',
    add: 'addPhone',
    remove: 'removePhone',
  },
} as const

const typesOf: Record<Kind, readonly string[]> = { emails: EMAIL_TYPES, phones: PHONE_TYPES }
const inputs = {
  emails: { type: 'email', inputMode: 'email', maxLength: LONGEST_EMAIL },
  phones: { type: 'tel', inputMode: 'tel', maxLength: LONGEST_PHONE },
} as const

/** Both lists of a person, and the hidden input that carries them as JSON. Errors come as `emails.0`, `phones.1`. */
export function Contacts({
  emails,
  phones,
  errors,
  meanwhile,
}: {
  emails: readonly Contact[]
  phones: readonly Contact[]
  errors: Record<string, string>
  /** What somebody else has written since, as a sentence for each list. */
  meanwhile: Partial<Record<Kind, string>>
}) {
  const mails = useRows(emails, 'emails')
  const calls = useRows(phones, 'phones')
  const carried = JSON.stringify({ emails: mails.rows.map(plain), phones: calls.rows.map(plain) })
  return (
    <>
      <input type="hidden" name="contacts" value={carried} />
      <ContactList kind="emails" list={mails} errors={errors} meanwhile={meanwhile.emails} />
      <ContactList kind="phones" list={calls} errors={errors} meanwhile={meanwhile.phones} />
    </>
  )
}

function plain({ value, type, primary }: Row): Contact {
  return { value, type, primary }
}

type Rows = ReturnType<typeof useRows>

/** The lines of one list; an empty list begins with an empty line. */
function useRows(contacts: readonly Contact[], kind: Kind) {
  const [rows, setRows] = useState<Row[]>(() =>
    contacts.length > 0 ? contacts.map((contact, key) => ({ ...contact, key })) : [blank(kind, 0)],
  )
  const change = (key: number, next: Partial<Contact>) =>
    setRows((before) => before.map((row) => (row.key === key ? { ...row, ...next } : row)))
  return {
    rows,
    change,
    choose: (key: number) => setRows((before) => before.map((row) => ({ ...row, primary: row.key === key }))),
    add: () =>
      setRows((before) => [...before, blank(kind, Math.max(-1, ...before.map(({ key }) => key)) + 1)]),
    remove: (key: number) => setRows((before) => before.filter((row) => row.key !== key)),
  }
}

function blank(kind: Kind, key: number): Row {
  return { value: '', type: typesOf[kind][0] ?? '', primary: key === 0, key }
}

function ContactList({
  kind,
  list,
  errors,
  meanwhile,
}: {
  kind: Kind
  list: Rows
  errors: Record<string, string>
  meanwhile: string | undefined
}) {
  const t = useTranslations('local')
  const group = useId()
  const labels = kinds[kind]
  const full = list.rows.length >= MOST_CONTACTS
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-1.5 font-medium text-body">{t(`contacts.${kind}`)}</legend>
      {list.rows.map((row, index) => {
        const number = index + 1
        const filled = list.rows.slice(0, index).filter(({ value }) => value.trim() !== '').length
        const error = row.value.trim() === '' ? undefined : errors[`${kind}.${filled}`]
        return (
          <div key={row.key} className="flex flex-col gap-1.5">
            <div className="flex flex-wrap items-center gap-2">
              <div className="min-w-0 flex-1 basis-60">
                <Input
                  {...inputs[kind]}
                  aria-label={t(`contacts.${labels.input}`, { number })}
                  aria-invalid={error ? true : undefined}
                  aria-describedby={error ? `${group}-${row.key}` : undefined}
                  value={row.value}
                  autoComplete="off"
                  onChange={(event) => list.change(row.key, { value: event.currentTarget.value })}
                />
              </div>
              <div className="w-32">
                <Select
                  aria-label={t(`contacts.${labels.type}`, { number })}
                  value={row.type}
                  options={optionsOf(kind, row.type, t)}
                  onChange={(event) => list.change(row.key, { type: event.currentTarget.value })}
                />
              </div>
              <label className="flex min-h-8 items-center gap-1.5 text-cell text-fg-2">
                <input
                  type="radio"
                  name={`${group}-primary`}
                  className="size-4 accent-accent"
                  aria-label={t(`contacts.${labels.primary}`, { number })}
                  checked={row.primary}
                  onChange={() => list.choose(row.key)}
                />
                {t('contacts.primary')}
              </label>
              <Button
                variant="ghost"
                size="icon"
                aria-label={t(`contacts.${labels.remove}`, { number })}
                onClick={() => list.remove(row.key)}
              >
                <X />
              </Button>
            </div>
            {error && <FieldError id={`${group}-${row.key}`}>{error}</FieldError>}
          </div>
        )
      })}
      {meanwhile && <p className="text-meta text-warn-fg">{meanwhile}</p>}
      {!full && (
        <div>
          <Button size="sm" onClick={list.add}>
            <Plus />
            {t(`contacts.${labels.add}`)}
          </Button>
        </div>
      )}
    </fieldset>
  )
}

/** The usual types, and that of the entry where it is another one, or none. */
function optionsOf(kind: Kind, current: string, t: ReturnType<typeof useTranslations<'local'>>) {
  const usual = typesOf[kind]
  const all = usual.includes(current) ? usual : [...usual, current]
  return all.map((type) => ({ value: type, label: labelOf(type, t) }))
}

function labelOf(type: string, t: ReturnType<typeof useTranslations<'local'>>): string {
  switch (type) {
    case 'work':
    case 'home':
    case 'mobile':
    case 'other':
      return t(`types.${type}`)
    case '':
      return t('contacts.untyped')
    default:
      return type
  }
}
