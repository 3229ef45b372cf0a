'use client'

import { useLinkStatus } from 'next/link'
import { cn } from './cn'

/** Inside a link: says that its page is on its way, when that takes longer than a moment. Its place is kept free. */
export function LinkPending({ className }: { className?: string }) {
  const { pending } = useLinkStatus()
  return (
    <span
      aria-hidden
      data-pending
      className={cn(
        'size-3.5 shrink-0 rounded-full border-2 border-border border-t-fg-3 transition-[visibility]',
        pending ? 'animate-spin delay-200 motion-reduce:animate-none' : 'invisible',
        className,
      )}
    />
  )
}
