'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { useTimeZone } from 'use-intl'
import { BROWSER_ZONE_COOKIE } from '@/lib/messages/time-zone'

/**
 * Tells the server the browser’s time zone. When it is not the one that the server wrote for, the page is drawn
 * again; the first drawing is the server’s, so that nothing differs while React takes over.
 */
export function BrowserZone() {
  const router = useRouter()
  const drawnFor = useTimeZone()
  useEffect(() => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
    const told = document.cookie.split('; ').find((each) => each.startsWith(`${BROWSER_ZONE_COOKIE}=`))
    const cookie = `${BROWSER_ZONE_COOKIE}=${encodeURIComponent(zone)}`
    if (told === cookie) return
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and Safari
    document.cookie = `${cookie}; path=/; max-age=31536000; samesite=lax`
    if (zone !== drawnFor && document.cookie.includes(cookie)) router.refresh()
  }, [router, drawnFor])
  return null
}
