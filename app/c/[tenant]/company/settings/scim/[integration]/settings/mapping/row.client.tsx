'use client'

import { useEffect, useId, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { cn } from '@/components/ui/cn'
import { FieldError } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { FIXED_FIELDS } from '@/lib/mapping/choices'
import type { Found, MappingRow } from '@/lib/mapping/overview'
import type { DraftRow } from './draft.client'

const ROW = 'border-b max-sm:grid max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:gap-x-4 max-sm:py-3'
const CELL = 'px-3 py-2 align-top first:ps-5 last:pe-5 max-sm:px-5 max-sm:py-1'

/** A field that is what the protocol says it is, and why. */
export function FixedRow({ field }: { field: (typeof FIXED_FIELDS)[number] }) {
  const t = useTranslations('mapping')
  return (
    <tr className={ROW}>
      <td className={CELL}>
        <span className="block font-medium text-fg">{t(`fields.${field}`)}</span>
        <Path path={field} />
      </td>
      <td colSpan={3} className={cn(CELL, 'text-fg-3 text-meta max-sm:col-span-2')}>
        {t(`fixed.${field}`)}
      </td>
    </tr>
  )
}

/** A field, its path, and what is found there. The path becomes a box when somebody wants to change it. */
export function MappingTableRow({
  row: { field, usual },
  draft: { path, required, isOpen, error, found },
  list,
  sampled,
  isLocked,
  onChange,
  onTry,
}: {
  row: MappingRow
  draft: DraftRow
  /** The id of the paths to choose from. */
  list: string
  sampled: number
  isLocked: boolean
  onChange: (part: Partial<DraftRow>) => void
  onTry: (path: string) => void
}) {
  const t = useTranslations('mapping')
  const name = t(`fields.${field}`)
  const id = useId()
  const box = useRef<HTMLInputElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const wasOpen = useRef(isOpen)
  useEffect(() => {
    if (wasOpen.current === isOpen) return
    wasOpen.current = isOpen
    // What was pressed is gone, and the focus with it.
    if (document.activeElement === document.body) (isOpen ? box : button).current?.focus()
  }, [isOpen])
  return (
    <tr className={ROW}>
      <td className={cn(CELL, 'max-sm:col-span-2')}>
        <span className="flex min-h-7 flex-wrap items-center justify-between gap-x-2">
          <label htmlFor={isOpen ? id : undefined} className="font-medium text-fg">
            {name}
          </label>
          {!isLocked && (
            <span className="flex gap-1">
              {path !== usual && (
                <Button
                  size="sm"
                  variant="ghost"
                  aria-label={t('resetOf', { field: name, path: usual })}
                  onClick={() => {
                    onChange({ path: usual, error: undefined, found: undefined, isOpen: false })
                    onTry(usual)
                  }}
                >
                  {t('reset')}
                </Button>
              )}
              {!isOpen && (
                <Button
                  ref={button}
                  size="sm"
                  variant="ghost"
                  aria-label={t('changeOf', { field: name })}
                  onClick={() => onChange({ isOpen: true })}
                >
                  {t('change')}
                </Button>
              )}
            </span>
          )}
        </span>
        {isOpen ? (
          <span className="flex flex-col gap-1.5">
            <Input
              ref={box}
              id={id}
              list={list}
              value={path}
              aria-label={t('pathOf', { field: name })}
              aria-describedby={`${id}-told`}
              aria-invalid={error ? true : undefined}
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              className="font-mono text-code"
              onChange={(event) => onChange({ path: event.currentTarget.value, error: undefined })}
              onBlur={(event) => onTry(event.currentTarget.value)}
            />
            <span id={`${id}-told`}>
              {error ? (
                <FieldError id={`${id}-error`}>{error}</FieldError>
              ) : (
                <span className="text-fg-3 text-meta">{t('pathHint', { example: EXAMPLE })}</span>
              )}
            </span>
          </span>
        ) : (
          <Path path={path} />
        )}
      </td>
      <td className={cn(CELL, 'text-fg-2 [overflow-wrap:anywhere] sm:pt-3')}>
        <span className="line-clamp-2">
          {found?.sample ?? <span className="text-fg-3">{t('none')}</span>}
        </span>
      </td>
      <td className={cn(CELL, 'max-sm:text-end sm:pt-3')}>
        {found && sampled > 0 && <Coverage found={found} />}
      </td>
      <td className={cn(CELL, 'text-center max-sm:col-span-2 max-sm:text-start sm:pt-2.5')}>
        <span className="inline-flex min-h-6 items-center gap-2">
          <Checkbox
            id={`${id}-required`}
            checked={required}
            disabled={isLocked}
            className="disabled:cursor-not-allowed disabled:bg-subtle"
            aria-label={t('requiredOf', { field: name })}
            onChange={(event) => onChange({ required: event.currentTarget.checked })}
          />
          <span aria-hidden className="sm:hidden">
            {t('table.required')}
          </span>
        </span>
      </td>
    </tr>
  )
}

const EXAMPLE = 'emails[type eq "work"].value'

/** The start of every URN of an extension is the same, and says nothing. */
const SAME_START = /^urn:\w+:params:scim:schemas:extension:/

function Path({ path }: { path: string }) {
  return (
    <code title={path} className="block break-all font-mono text-code text-fg-2">
      {path.replace(SAME_START, '…')}
    </code>
  )
}

function Coverage({ found: { people, sampled } }: { found: Found }) {
  const t = useTranslations('mapping')
  return (
    <span className="flex flex-col gap-1">
      <span aria-hidden className="whitespace-nowrap text-fg-2 tabular-nums">
        {t('covered', { people, sampled })}
      </span>
      <span className="sr-only">{t('coveredText', { people, sampled })}</span>
      <span aria-hidden className="block h-1 overflow-hidden rounded-full bg-subtle">
        <span
          className="block h-full rounded-full bg-accent"
          style={{ width: `${sampled > 0 ? (people / sampled) * 100 : 0}%` }}
        />
      </span>
    </span>
  )
}
