'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { type Route, routes } from '@/components/routes'
import { ActionForm } from '@/components/ui/action-form.client'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { TextField } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { SubmitButton } from '@/components/ui/submit-button.client'
import { toast } from '@/components/ui/toast'
import type { ActionResult } from '@/lib/base/action-result'
import {
  longestOf,
  PERSON_FIELD_NAMES,
  PERSON_FIELDS,
  type PersonField,
  type PersonSection,
} from '@/lib/directory/local/choices'
import type { Contact, PersonDraft } from '@/lib/directory/local/input'
import type { LocalPerson } from '@/lib/directory/local/people'
import { addPersonAction, changePersonAction } from './actions'
import { Contacts } from './contacts.client'

const sections: readonly PersonSection[] = ['identity', 'work', 'contact']
const hinted = ['userName', 'displayName', 'userType', 'preferredLanguage', 'locale', 'timezone'] as const
const nobody: PersonDraft = {
  fields: Object.fromEntries(PERSON_FIELD_NAMES.map((name) => [name, ''])) as Record<PersonField, string>,
  emails: [],
  phones: [],
}

export function AddPersonForm({ tenant }: { tenant: string }) {
  const t = useTranslations('local')
  const router = useRouter()
  return (
    <PersonForm
      draft={nobody}
      action={(form) => addPersonAction(tenant, form)}
      labels={{ submit: t('person.add'), busy: t('person.adding') }}
      back={routes.users(tenant)}
      onSuccess={({ id, name }) => {
        toast.success(t('person.added', { name }))
        router.push(routes.user(tenant, id))
      }}
    />
  )
}

export function EditPersonForm({ tenant, person }: { tenant: string; person: LocalPerson }) {
  const t = useTranslations('local')
  const router = useRouter()
  const back = routes.user(tenant, person.id)
  return (
    <PersonForm
      draft={person.draft}
      version={person.version}
      action={(form) => changePersonAction(tenant, person.id, form)}
      labels={{ submit: t('save'), busy: t('saving') }}
      back={back}
      onSuccess={() => {
        toast.success(t('saved'))
        router.push(back)
      }}
    />
  )
}

/**
 * The inputs of a person. `draft` and `version` are what is saved at this moment, which may move on while somebody
 * types: a save names the version that was opened, until its author has been told of the newer one.
 */
function PersonForm<T>({
  draft,
  version,
  action,
  labels,
  back,
  onSuccess,
}: {
  draft: PersonDraft
  version?: number
  action: (form: FormData) => Promise<ActionResult<T>>
  labels: { submit: string; busy: string }
  back: Route
  onSuccess: (data: T) => void
}) {
  const t = useTranslations('local')
  const [opened] = useState({ draft, version })
  return (
    <ActionForm action={action} onSuccess={onSuccess} className="gap-4">
      {({ errors }) => {
        const raced = Boolean(errors.version)
        const now = (name: PersonField) => {
          if (!raced || draft.fields[name] === opened.draft.fields[name]) return undefined
          const value = draft.fields[name]
          return value === '' ? t('person.nowEmpty') : t('person.now', { value })
        }
        return (
          <>
            {version !== undefined && (
              <input type="hidden" name="version" value={(raced ? version : opened.version) ?? ''} />
            )}
            {raced && (
              <div data-form-error tabIndex={-1} className="rounded-card">
                <Notice tone="warn" title={t('person.another')}>
                  {t('person.anotherText')}
                </Notice>
              </div>
            )}
            {sections.map((section) => (
              <Card key={section} title={t(`sections.${section}`)}>
                <div className="flex flex-col gap-5">
                  <div className="grid gap-x-4 gap-y-5 sm:grid-cols-2">
                    {PERSON_FIELD_NAMES.filter((name) => PERSON_FIELDS[name] === section).map((name) => (
                      <TextField
                        key={name}
                        name={name}
                        label={t(`fields.${name}`)}
                        hint={now(name) ?? hintOf(name, t)}
                        error={errors[name]}
                        required={name === 'userName'}
                        defaultValue={opened.draft.fields[name]}
                        maxLength={longestOf(name)}
                        autoComplete="off"
                        spellCheck={false}
                        className={name === 'userName' ? 'sm:col-span-2' : undefined}
                      />
                    ))}
                  </div>
                  {section === 'contact' && (
                    <Contacts
                      emails={opened.draft.emails}
                      phones={opened.draft.phones}
                      errors={errors}
                      meanwhile={raced ? listsNow(opened.draft, draft, t) : {}}
                    />
                  )}
                </div>
              </Card>
            ))}
            <div className="sticky bottom-0 z-10 -mx-4 flex justify-end gap-2 border-t bg-canvas px-4 py-3 md:-mx-6 md:px-6">
              <ButtonLink href={back}>{t('cancel')}</ButtonLink>
              <SubmitButton busyLabel={labels.busy}>{labels.submit}</SubmitButton>
            </div>
          </>
        )
      }}
    </ActionForm>
  )
}

function hintOf(name: PersonField, t: ReturnType<typeof useTranslations<'local'>>): string | undefined {
  const known = hinted.find((one) => one === name)
  return known && t(`hints.${known}`)
}

/** What each list says by now, where that is no longer what was opened. */
function listsNow(
  before: PersonDraft,
  after: PersonDraft,
  t: ReturnType<typeof useTranslations<'local'>>,
): { emails?: string; phones?: string } {
  const told = (list: readonly Contact[]) =>
    list.length === 0
      ? t('person.nowEmpty')
      : t('person.listNow', { values: list.map(({ value }) => value).join(', ') })
  const differ = (kind: 'emails' | 'phones') => JSON.stringify(before[kind]) !== JSON.stringify(after[kind])
  return {
    ...(differ('emails') && { emails: told(after.emails) }),
    ...(differ('phones') && { phones: told(after.phones) }),
  }
}
