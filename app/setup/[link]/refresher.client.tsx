'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

const EVERY_MILLISECONDS = 2000

/** Keeps a page fresh that has no session to listen with: it asks again while somebody looks at it. */
export function Refresher() {
  const router = useRouter()
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') router.refresh()
    }, EVERY_MILLISECONDS)
    return () => clearInterval(timer)
  }, [router])
  return null
}
