'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState, useTransition } from 'react'
import { createPortal } from 'react-dom'
import { useTranslations } from 'use-intl'
import { routes, withSearch } from '@/components/routes'
import { Button, ButtonLink } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog.client'
import { signOutAction } from './actions'

/** A sign of life a minute is plenty to keep a session. */
const RENEW_MS = 60_000
const MINUTE_MS = 60_000
/** What a session may be idle for where no company says less. */
const USUAL_MINUTES = 30
const WARN_MS = 2 * MINUTE_MS
const TICK_MS = 1_000
/** By then the server, too, finds that the session is over. */
const GRACE_MS = 1_500

const SIGNS = ['pointerdown', 'keydown', 'focus'] as const

/** When the session was last renewed, in any tab of this browser: they share it. */
const KEPT_AT = 'session-renewed-at'

/** What a company asks of the session, as it was when the page was drawn; in milliseconds from then on. */
type Company = { tenant: string; drawn: number; idleMinutes: number; idleFor: number; endsIn: number }

/**
 * Renews the session while somebody uses the page, and asks two minutes before it ends otherwise. A page that is only
 * open lets it end, whatever it asks for by itself. Where something may have been typed by then, it is covered and
 * kept until its person has signed in again.
 */
export function SessionKeeper({ company }: { company?: Company }) {
  const t = useTranslations('shell.idle')
  const router = useRouter()
  const idleMs = (company?.idleMinutes ?? USUAL_MINUTES) * MINUTE_MS
  const renewedAt = useRef(0)
  const endsAt = useRef(Number.POSITIVE_INFINITY)
  const [left, setLeft] = useState(idleMs)
  const [over, setOver] = useState<'idle' | 'long'>()
  const [, start] = useTransition()
  const asking = !over && left <= WARN_MS

  function renew() {
    renewedAt.current = Date.now()
    setLeft(idleMs)
    keep(renewedAt.current)
    fetch('/api/auth/session', { cache: 'no-store' }).catch(() => {})
  }

  const rest = () => idleMs - (Date.now() - Math.max(renewedAt.current, kept()))

  /** What is past is found by the server too: it leads to the sign-in page and back here. */
  function end(why: 'idle' | 'long') {
    if (company && mayHoldEntries()) setOver(why)
    else location.reload()
  }

  /** Whether its person has signed in again meanwhile, in another tab. */
  async function look() {
    const answer = await fetch(`/api/console/${company?.tenant}/here`).catch(() => undefined)
    if (!answer?.ok) return
    endsAt.current = Number.POSITIVE_INFINITY
    setOver(undefined)
    renew()
    router.refresh()
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: only a page that was drawn anew knows more
  useEffect(() => {
    renewedAt.current = Math.max(renewedAt.current, Date.now() - (company?.idleFor ?? 0))
    endsAt.current = company ? Date.now() + company.endsIn : Number.POSITIVE_INFINITY
    keep(Math.max(renewedAt.current, kept()))
  }, [company?.drawn])

  // biome-ignore lint/correctness/useExhaustiveDependencies: `end` is the same act each time
  useEffect(() => {
    if (over) return
    const timer = setInterval(() => {
      const now = rest()
      setLeft(now > WARN_MS ? idleMs : Math.max(0, now))
      if (now <= -GRACE_MS) end('idle')
      else if (Date.now() - endsAt.current >= GRACE_MS) end('long')
    }, TICK_MS)
    return () => clearInterval(timer)
  }, [idleMs, over])

  // biome-ignore lint/correctness/useExhaustiveDependencies: `renew` is the same act each time
  useEffect(() => {
    function onActivity(event: Event) {
      if (over) {
        if (event.type === 'focus') look()
        return
      }
      // Who comes back too late, to a page that slept, does not renew what is over.
      if (rest() <= 0 || asking) return
      if (Date.now() - renewedAt.current >= RENEW_MS) renew()
    }
    for (const sign of SIGNS) window.addEventListener(sign, onActivity, { passive: true })
    return () => {
      for (const sign of SIGNS) window.removeEventListener(sign, onActivity)
    }
  }, [asking, over])

  if (over) return <Over why={over} onLook={look} />
  return (
    <Dialog
      title={t('title')}
      description={<span role="timer">{t('text', { left: minutes(left) })}</span>}
      open={asking}
      onOpenChange={(open) => !open && renew()}
      footer={
        <>
          <Button onClick={() => start(signOutAction)}>{t('signOut')}</Button>
          <Button variant="primary" autoFocus onClick={renew}>
            {t('stay')}
          </Button>
        </>
      }
    />
  )
}

/** Covers the page, whose entries stay, until its person has signed in again. */
function Over({ why, onLook }: { why: 'idle' | 'long'; onLook: () => void }) {
  const t = useTranslations('shell.over')
  const callbackUrl = location.pathname + location.search
  return (
    <>
      {createPortal(<div aria-hidden className="fixed inset-0 z-50 bg-canvas" />, document.body)}
      <Dialog
        title={t('title')}
        description={t(why)}
        open
        onOpenChange={onLook}
        footer={
          <>
            <Button onClick={onLook}>{t('look')}</Button>
            <ButtonLink
              variant="primary"
              href={withSearch(routes.signIn, { callbackUrl, again: why })}
              target="_blank"
            >
              {t('signIn')}
            </ButtonLink>
          </>
        }
      />
    </>
  )
}

/** What somebody fills in, and may not have sent yet; what is searched for stands in the address. */
const FILLED_IN =
  'main form, [role=dialog] form, main textarea, main input:not([type=search], [type=checkbox])'

function mayHoldEntries(): boolean {
  return document.querySelector(FILLED_IN) !== null
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
