import { cookies } from 'next/headers'
import { DENSITY_COOKIE } from '@/components/density-state'
import { KEYS_COOKIE } from '@/components/keys-state'
import { MOTION_COOKIE } from '@/components/motion-state'
import { THEME_COOKIE } from '@/components/theme'
import type { Preferences } from '@/lib/account/input'
import { LOCALE_COOKIE } from '@/lib/messages/locale'
import { ZONE_COOKIE } from '@/lib/messages/time-zone'

const A_YEAR = 365 * 24 * 60 * 60

/**
 * Hands what is kept with the account to this browser, where every page reads it. What is left to the browser has no
 * cookie. Only server actions may.
 */
export async function rememberPreferences(preferences: Preferences): Promise<void> {
  const jar = await cookies()
  const wanted = {
    [LOCALE_COOKIE]: preferences.language,
    [ZONE_COOKIE]: preferences.timeZone,
    [THEME_COOKIE]: preferences.theme === 'system' ? '' : preferences.theme,
    [DENSITY_COOKIE]: preferences.density,
    [KEYS_COOKIE]: preferences.singleKeys ? '' : 'off',
    [MOTION_COOKIE]: preferences.lessMotion ? 'less' : '',
  }
  for (const [name, value] of Object.entries(wanted)) {
    if (value) jar.set(name, value, { path: '/', maxAge: A_YEAR, sameSite: 'lax' })
    else if (jar.has(name)) jar.delete(name)
  }
}
