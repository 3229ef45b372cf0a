import { env } from '@/lib/base/env'

const PREFIX = '/api/scim'
const HOST = /^[\w.-]+(:\d{1,5})?$|^\[[0-9a-f:.]+\](:\d{1,5})?$/i

/** True for every path that the SCIM endpoint answers, found or not. */
export function isScimPath(pathname: string): boolean {
  return pathname === PREFIX || pathname.startsWith(`${PREFIX}/`)
}

/** `/api/scim/{tenant}{path}` in its parts. A slug that cannot be decoded is nobody's. */
export function splitScimPath(pathname: string): { tenant: string; path: string } {
  const rest = pathname.slice(PREFIX.length).replace(/^\/+/, '')
  const slash = rest.indexOf('/')
  const slug = slash < 0 ? rest : rest.slice(0, slash)
  return { tenant: decode(slug), path: slash < 0 ? '' : rest.slice(slash) }
}

/**
 * The origin that addresses in answers start with: the configured one, else what the client asked for. A
 * Host that is none is answered as localhost.
 */
export function originOf(headers: { readonly [name: string]: string | undefined }): string {
  const configured = env().ROLLCALL_ORIGIN
  if (configured) return configured
  const host = headers['x-forwarded-host'] ?? headers.host ?? ''
  const protocol = headers['x-forwarded-proto']?.split(',')[0]?.trim() === 'https' ? 'https' : 'http'
  return `${protocol}://${HOST.test(host) ? host : `localhost:${env().PORT}`}`
}

function decode(slug: string): string {
  try {
    return decodeURIComponent(slug)
  } catch {
    return ''
  }
}
