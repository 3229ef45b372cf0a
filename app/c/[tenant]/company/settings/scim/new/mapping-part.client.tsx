'use client'

import { Plus, Trash2 } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Words } from '@/components/messages.client'
import { Button } from '@/components/ui/button'
import { Disclosure } from '@/components/ui/disclosure'
import { SelectField, TextField } from '@/components/ui/field'
import { FIELDS, FIXED_FIELDS, type Field, LONGEST_PATH } from '@/lib/mapping/choices'
import { type Draft, mappingText } from './draft.client'

/** Shown as they are usually taken; of the others nobody thinks before anybody has come. */
const SHOWN = ['givenName', 'familyName', 'email', 'phone', 'department'] as const

/** Optional: from where fields of people are taken, where that is not as usual. */
export function MappingPart({
  draft,
  usualPaths,
  errors,
  onChange,
}: {
  draft: Draft
  usualPaths: Readonly<Record<Field, string>>
  errors: Readonly<Record<string, string>>
  onChange: (change: Partial<Draft>) => void
}) {
  const t = useTranslations('scimSettings.wizard')
  const fields = useTranslations('mapping.fields')
  const { mapping } = draft
  const free = FIELDS.filter((field) => !mapping.some((each) => each.field === field))
  const refused = FIELDS.filter((field) => errors[field])
  const [wasMapped] = useState(mapping.length > 0)
  const { box, adding } = useAdding(mapping.length)
  const set = (at: number, part: Partial<(typeof mapping)[number]>) =>
    onChange({ mapping: mapping.map((each, position) => (position === at ? { ...each, ...part } : each)) })
  const optionOf = (field: Field) => ({ value: field, label: fields(field) })
  return (
    <Disclosure
      // What was closed opens again where something in it is refused.
      key={refused.join()}
      open={wasMapped || refused.length > 0}
      summary={
        <span className="flex items-baseline gap-1.5">
          {t('map')}
          <span className="font-normal text-fg-3 text-meta">
            <Words of="ui.optional" />
          </span>
        </span>
      }
    >
      <div className="flex flex-col gap-4">
        <p className="max-w-[72ch] text-fg-3 text-meta">{t('mapText')}</p>
        <table
          aria-label={t('mapUsual')}
          className="w-full border-collapse rounded-control text-start text-cell"
        >
          <thead>
            <tr className="border-b text-fg-2 text-meta">
              <th scope="col" className="py-1 pe-3 text-start font-medium">
                {t('mapPath')}
              </th>
              <th scope="col" className="py-1 text-start font-medium">
                {t('mapField')}
              </th>
            </tr>
          </thead>
          <tbody>
            {[
              ...FIXED_FIELDS.map((field) => [field, field] as const),
              ...SHOWN.map((field) => [field, usualPaths[field]] as const),
            ].map(([field, path]) => (
              <tr key={field} className="border-b last:border-b-0">
                <td className="py-1.5 pe-3">
                  <code className="break-all font-mono text-code text-fg-2">{path}</code>
                </td>
                <td className="py-1.5">{fields(field)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {mapping.map(({ field, path }, at) => (
          <fieldset
            // biome-ignore lint/suspicious/noArrayIndexKey: a row stays the same when another field is chosen for it
            key={at}
            aria-label={fields(field)}
            className="grid min-w-0 grid-cols-[minmax(0,1fr)_auto] items-start gap-3 sm:grid-cols-[minmax(0,1fr)_200px_auto]"
          >
            <TextField
              ref={at === mapping.length - 1 ? box : undefined}
              className="max-sm:col-span-2"
              label={t('mapPath')}
              value={path}
              onChange={(event) => set(at, { path: event.currentTarget.value })}
              error={errors[field]}
              maxLength={LONGEST_PATH}
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
            />
            <SelectField
              label={t('mapField')}
              value={field}
              onChange={(event) => set(at, { field: event.currentTarget.value as Field })}
              options={[field, ...free].map(optionOf)}
            />
            <Button
              variant="ghost"
              size="icon"
              className="mt-[26px]"
              aria-label={t('mapRemove', { field: fields(field) })}
              onClick={() => onChange({ mapping: mapping.filter((_, position) => position !== at) })}
            >
              <Trash2 />
            </Button>
          </fieldset>
        ))}
        {free[0] && (
          <div>
            <Button
              size="sm"
              onClick={() => {
                adding()
                // Title is what identity providers call by most names.
                const field = free.includes('title') ? 'title' : free[0]
                if (field) onChange({ mapping: [...mapping, { field, path: '' }] })
              }}
            >
              <Plus />
              {t('mapAdd')}
            </Button>
          </div>
        )}
      </div>
      <input type="hidden" name="mapping" value={mappingText(draft)} />
    </Disclosure>
  )
}

/** The box of what was just added takes the focus. */
function useAdding(count: number) {
  const box = useRef<HTMLInputElement>(null)
  const [wanted, setWanted] = useState<number>()
  useEffect(() => {
    if (wanted !== count) return
    box.current?.focus()
    setWanted(undefined)
  }, [wanted, count])
  return { box, adding: () => setWanted(count + 1) }
}
