'use client'

import { useEffect, useState } from 'react'
import { type Provider, WHEN_LOCAL_GROUP } from '@/lib/integrations/choices'
import { FIELDS, type Field } from '@/lib/mapping/choices'
import type { WhenLocalGroup } from '../same-name.client'

/** What was entered, and the id that the integration will have: Save sent twice makes one. */
export type Draft = {
  id: string
  name: string
  provider: Provider
  groupSync: boolean
  whenLocalGroup: WhenLocalGroup
  /** Fields that are taken from elsewhere, in the order they were added. */
  mapping: readonly DraftMapping[]
}
export type DraftMapping = { field: Field; path: string }

const KEPT_MILLISECONDS = 24 * 60 * 60_000

/** True when nothing has been entered that leaving would lose. */
export function isUntouched({ name, provider, groupSync, whenLocalGroup, mapping }: Draft): boolean {
  return (
    name === '' && provider === 'other' && !groupSync && whenLocalGroup === 'link' && mapping.length === 0
  )
}

/**
 * What was entered, kept in this browser for the person and the company until it is saved or discarded, for at
 * most a day. `isReady` is false until the storage has been read; `wasRestored` says that it held something.
 */
export function useDraft(tenant: string, person: string, freshId: string) {
  const key = `new-integration:${person}:${tenant}`
  const [draft, setDraft] = useState<Draft>(() => empty(freshId))
  const [isReady, setReady] = useState(false)
  const [wasRestored, setRestored] = useState(false)

  useEffect(() => {
    const kept = read(key)
    if (kept) {
      setDraft(kept)
      setRestored(true)
    }
    setReady(true)
  }, [key])

  return {
    draft,
    isReady,
    wasRestored,
    change(change: Partial<Draft>) {
      const next = { ...draft, ...change }
      setDraft(next)
      try {
        localStorage.setItem(key, JSON.stringify({ ...next, at: Date.now() }))
      } catch {
        // A browser that keeps nothing still has what is on screen.
      }
    },
    discard() {
      localStorage.removeItem(key)
      setDraft(empty(freshId))
      setRestored(false)
    },
  }
}

function empty(id: string): Draft {
  return { id, name: '', provider: 'other', groupSync: false, whenLocalGroup: 'link', mapping: [] }
}

function read(key: string): Draft | undefined {
  try {
    const kept: (Draft & { at: number }) | null = JSON.parse(localStorage.getItem(key) ?? 'null')
    if (!kept || !(Date.now() - kept.at < KEPT_MILLISECONDS)) return undefined
    const { id, name, provider, groupSync } = kept
    const mapping = Array.isArray(kept.mapping) ? kept.mapping.filter(isMapping) : []
    const whenLocalGroup = WHEN_LOCAL_GROUP.find((choice) => choice === kept.whenLocalGroup) ?? 'link'
    const draft = { id, name, provider, groupSync, whenLocalGroup, mapping }
    return typeof id === 'string' && !isUntouched(draft) ? draft : undefined
  } catch {
    return undefined
  }
}

function isMapping(kept: Partial<DraftMapping> | null): kept is DraftMapping {
  return FIELDS.some((field) => field === kept?.field) && typeof kept?.path === 'string'
}

/** What the server is told of the fields that are taken from elsewhere. */
export function mappingText({ mapping }: Draft): string {
  return JSON.stringify(Object.fromEntries(mapping.map(({ field, path }) => [field, { path }])))
}
