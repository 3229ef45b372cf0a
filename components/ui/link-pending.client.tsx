'use client'

import { useLinkStatus } from 'next/link'

/** Inside a link that is positioned: says that its page is on its way, when that takes longer than a moment. */
export function LinkPending() {
  const { pending } = useLinkStatus()
  return <span aria-hidden className="link-pending" data-on={pending || undefined} />
}
