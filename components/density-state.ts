import type { Density } from './data/search'

export const DENSITY_COOKIE = 'density'

/** How high rows are where the address of a list says nothing; the empty one is in between. */
export function readDensity(value: string | undefined): Density {
  return value === 'compact' || value === 'comfortable' ? value : ''
}
