'use client'

import { useEffect } from 'react'

/** A session ends after 30 minutes without a sign of life; one a minute is plenty to keep it. */
const EVERY_MS = 60_000

/** Renews the session while somebody uses the page. A page that is only open lets it end. */
export function SessionKeeper() {
  useEffect(() => {
    let renewedAt = Date.now()
    function onActivity() {
      if (Date.now() - renewedAt < EVERY_MS) return
      renewedAt = Date.now()
      fetch('/api/auth/session', { cache: 'no-store' }).catch(() => {})
    }
    const signs = ['pointerdown', 'keydown', 'focus'] as const
    for (const sign of signs) window.addEventListener(sign, onActivity, { passive: true })
    return () => {
      for (const sign of signs) window.removeEventListener(sign, onActivity)
    }
  }, [])
  return null
}
