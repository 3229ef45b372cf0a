'use client'

import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import type { HeldToken } from '@/app/connect-guide/values.client'

type Holder = {
  held: (integrationId: string) => HeldToken | undefined
  hold: (integrationId: string, token: HeldToken) => void
  forget: (integrationId: string) => void
}

const Context = createContext<Holder>({ held: () => undefined, hold: () => {}, forget: () => {} })

/** Tokens that were just made, by integration. They live in the memory of this tab and nowhere else. */
export function TokenHolder({ children }: { children: ReactNode }) {
  const [tokens, setTokens] = useState<ReadonlyMap<string, HeldToken>>(new Map())
  const holder = useMemo<Holder>(
    () => ({
      held: (id) => tokens.get(id),
      hold: (id, token) => setTokens((before) => new Map(before).set(id, token)),
      forget: (id) =>
        setTokens((before) => new Map([...before].filter(([integrationId]) => integrationId !== id))),
    }),
    [tokens],
  )
  return <Context value={holder}>{children}</Context>
}

export const useTokenHolder = () => useContext(Context)
