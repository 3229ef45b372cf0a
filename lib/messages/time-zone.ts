/** The time zone that a person chose; without it the browser’s counts. */
export const ZONE_COOKIE = 'time-zone'
/** The time zone that the browser says it is in. */
export const BROWSER_ZONE_COOKIE = 'browser-time-zone'

/** The name of a time zone that dates can be written in (IANA), or undefined. */
export function readZone(value: string | undefined): string | undefined {
  if (!value || value.length > 64) return undefined
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone
  } catch {
    return undefined
  }
}
