'use client'

import { createContext, type ReactNode, useContext } from 'react'

const SingleKeys = createContext(true)

/** Says whether keys without a modifier do anything; people may switch them off (WCAG 2.1.4). */
export function SingleKeysProvider({ on, children }: { on: boolean; children: ReactNode }) {
  return <SingleKeys value={on}>{children}</SingleKeys>
}

export function useSingleKeys(): boolean {
  return useContext(SingleKeys)
}
