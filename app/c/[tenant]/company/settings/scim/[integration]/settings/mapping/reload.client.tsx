'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useTransition } from 'react'
import { Button } from '@/components/ui/button'

/** Draws the page anew. */
export function Reload({ children }: { children: ReactNode }) {
  const router = useRouter()
  const [busy, start] = useTransition()
  return (
    <Button size="sm" aria-busy={busy || undefined} onClick={() => start(() => router.refresh())}>
      {children}
    </Button>
  )
}
