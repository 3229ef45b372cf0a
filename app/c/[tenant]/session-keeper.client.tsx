'use client'

import { useEffect, useRef, useState, useTransition } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog.client'
import { signOutAction } from './actions'

/** A session ends after 30 minutes without a sign of life; one a minute is plenty to keep it. */
const RENEW_MS = 60_000
const IDLE_MS = 30 * 60_000
const WARN_MS = 2 * 60_000
const TICK_MS = 1_000

const SIGNS = ['pointerdown', 'keydown', 'focus'] as const

/** When the session was last renewed, in any tab of this browser: they share it. */
const KEPT_AT = 'session-renewed-at'

/**
 * Renews the session while somebody uses the page, and asks two minutes before it ends otherwise. A page that is only
 * open lets it end.
 */
export function SessionKeeper() {
  const t = useTranslations('shell.idle')
  const renewedAt = useRef(0)
  const [left, setLeft] = useState(IDLE_MS)
  const [, start] = useTransition()
  const asking = left <= WARN_MS

  function renew() {
    renewedAt.current = Date.now()
    setLeft(IDLE_MS)
    keep(renewedAt.current)
    fetch('/api/auth/session', { cache: 'no-store' }).catch(() => {})
  }

  useEffect(() => {
    renewedAt.current = Date.now()
    keep(renewedAt.current)
    const timer = setInterval(() => {
      const last = Math.max(renewedAt.current, kept())
      const rest = IDLE_MS - (Date.now() - last)
      if (rest > WARN_MS) return setLeft(IDLE_MS)
      setLeft(Math.max(0, rest))
      // The page itself finds out that the session is over, and leads back here after signing in.
      if (rest <= 0) location.reload()
    }, TICK_MS)
    return () => clearInterval(timer)
  }, [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: `renew` is the same act each time
  useEffect(() => {
    function onActivity() {
      if (!asking && Date.now() - renewedAt.current >= RENEW_MS) renew()
    }
    for (const sign of SIGNS) window.addEventListener(sign, onActivity, { passive: true })
    return () => {
      for (const sign of SIGNS) window.removeEventListener(sign, onActivity)
    }
  }, [asking])

  return (
    <Dialog
      title={t('title')}
      description={<span role="timer">{t('text', { left: minutes(left) })}</span>}
      open={asking}
      onOpenChange={(open) => !open && renew()}
      footer={
        <>
          <Button onClick={() => start(signOutAction)}>{t('signOut')}</Button>
          <Button variant="primary" onClick={renew}>
            {t('stay')}
          </Button>
        </>
      }
    />
  )
}

/** `2:00` */
function minutes(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1_000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

function keep(at: number): void {
  try {
    localStorage.setItem(KEPT_AT, String(at))
  } catch {
    // Without storage each tab counts for itself.
  }
}

function kept(): number {
  try {
    return Number(localStorage.getItem(KEPT_AT)) || 0
  } catch {
    return 0
  }
}
