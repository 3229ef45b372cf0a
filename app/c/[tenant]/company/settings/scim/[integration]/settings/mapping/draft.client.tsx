'use client'

import { useState } from 'react'
import { FIELDS, type Field } from '@/lib/mapping/choices'
import type { TypedMapping } from '@/lib/mapping/input'
import type { Found, MappingRow } from '@/lib/mapping/overview'
import { tryPathAction } from './actions'

/** A field as it stands in the form. */
export type DraftRow = {
  path: string
  required: boolean
  isOpen: boolean
  error: string | undefined
  /** What the path finds; undefined while that is not known. */
  found: Found | undefined
}
export type Draft = Record<Field, DraftRow>

/** What has been typed, and what each path that was typed finds. */
export function useDraft(tenant: string, id: string, rows: readonly MappingRow[]) {
  const [draft, setDraft] = useState<Draft>(() => draftOf(rows))
  const [drawn, setDrawn] = useState(rows)
  if (drawn !== rows) {
    setDrawn(rows)
    setDraft(onTopOf(draft, draftOf(drawn), draftOf(rows)))
  }
  const change = (field: Field, part: Partial<DraftRow>) =>
    setDraft((all) => ({ ...all, [field]: { ...all[field], ...part } }))

  async function tryPath(field: Field, path: string) {
    const tried = await tryPathAction(tenant, id, field, path).catch(() => undefined)
    setDraft((all) => {
      // Something else has been typed meanwhile, or nobody could be asked: saving will tell.
      if (all[field].path !== path || !tried) return all
      const part = tried.ok
        ? { path: tried.data.path, found: tried.data, error: undefined }
        : { found: undefined, error: tried.errors[field] ?? tried.errors[''] }
      return { ...all, [field]: { ...all[field], ...part } }
    })
  }

  return {
    draft,
    /** What the page was drawn with: what differs from it was changed here. */
    seen: typedOf(draftOf(rows)),
    change,
    tryPath,
    /** Opens the fields that were refused. Answers the first of them. */
    refuse(errors: Readonly<Record<string, string>>): Field | undefined {
      const refused = FIELDS.filter((field) => errors[field] !== undefined)
      setDraft((all) => {
        const next = { ...all }
        for (const field of refused) next[field] = { ...all[field], isOpen: true, error: errors[field] }
        return next
      })
      return refused[0]
    },
    close: () =>
      setDraft((all) => {
        const next = { ...all }
        for (const field of FIELDS) next[field] = { ...all[field], isOpen: false, error: undefined }
        return next
      }),
  }
}

function draftOf(rows: readonly MappingRow[]): Draft {
  return Object.fromEntries(
    rows.map(({ field, path, required, ...found }) => [
      field,
      { path, required, isOpen: false, error: undefined, found },
    ]),
  ) as unknown as Draft
}

/** What nobody has changed here is as it was drawn anew: somebody else may have saved. */
function onTopOf(draft: Draft, was: Draft, is: Draft): Draft {
  const next = { ...draft }
  for (const field of FIELDS) {
    const { path, required, isOpen } = draft[field]
    const isSame = path === was[field].path && required === was[field].required
    if (isSame) next[field] = { ...is[field], isOpen }
  }
  return next
}

/** What the server is to be told of it. */
export function typedOf(draft: Draft): TypedMapping {
  return Object.fromEntries(
    FIELDS.map((field) => [field, { path: draft[field].path, required: draft[field].required }]),
  )
}
