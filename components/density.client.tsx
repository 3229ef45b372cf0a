'use client'

import { createContext, type ReactNode, useContext } from 'react'
import type { Density } from './data/search'

const Preferred = createContext<Density>('')

/** Carries how high this person likes the rows of lists. */
export function DensityProvider({ density, children }: { density: Density; children: ReactNode }) {
  return <Preferred value={density}>{children}</Preferred>
}

export function useDensity(): Density {
  return useContext(Preferred)
}
