'use client'

import { useEffect, useState } from 'react'
import type { Provider } from '@/lib/integrations/input'

export type Draft = { name: string; provider: Provider; groupSync: boolean }

const EMPTY: Draft = { name: '', provider: 'other', groupSync: false }

/**
 * What was entered, kept for this tab and company until it is saved or discarded. `isReady` is false until
 * the tab's storage has been read; `wasRestored` says that it held something.
 */
export function useDraft(tenant: string) {
  const key = `new-integration:${tenant}`
  const [draft, setDraft] = useState(EMPTY)
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
      sessionStorage.setItem(key, JSON.stringify(next))
    },
    discard() {
      sessionStorage.removeItem(key)
      setDraft(EMPTY)
      setRestored(false)
    },
  }
}

function read(key: string): Draft | undefined {
  try {
    const kept: Partial<Draft> | null = JSON.parse(sessionStorage.getItem(key) ?? 'null')
    return kept ? { ...EMPTY, ...kept } : undefined
  } catch {
    return undefined
  }
}
