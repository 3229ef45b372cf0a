'use client'

import { useShell } from './shell.client'

/** What the layout put into the top bar of every page. */
export function Tools() {
  return useShell().tools
}
