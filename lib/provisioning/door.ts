import { type Env, env } from '@/lib/base/env'

const PREFIX = '/api/scim'
const HOST = /^[\w.-]+(:\d{1,5})?$|^\[[0-9a-f:.]+\](:\d{1,5})?$/i

/**
 * The path and the query of a request's target. It may be a whole address, which every server has to read (RFC 9112
 * §3.2.2), and a base URL that ends in a slash doubles the first one.
 */
export function readTarget(target = ''): { pathname: string; query: string } {
  const own = target.replace(/^https?:\/\/[^/?]*/i, '').replace(/^\/{2,}/, '/')
  const mark = own.indexOf('?')
  return mark < 0
    ? { pathname: own, query: '' }
    : { pathname: own.slice(0, mark), query: own.slice(mark + 1) }
}

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
 * The origin that the world sees: the configured one, else what the client asked for. What
 * X-Forwarded-Host and X-Forwarded-Proto say is believed only where a proxy of ours stands in front
 * (`TRUST_PROXY`), for anybody can send them. A Host that is none is answered as localhost.
 */
export function originOf(
  headers: { readonly [name: string]: string | undefined },
  { ROLLCALL_ORIGIN, TRUST_PROXY, PORT }: Pick<Env, 'ROLLCALL_ORIGIN' | 'TRUST_PROXY' | 'PORT'> = env(),
): string {
  if (ROLLCALL_ORIGIN) return ROLLCALL_ORIGIN
  const forwarded = (name: string) => (TRUST_PROXY > 0 ? headers[name]?.split(',')[0]?.trim() : undefined)
  const host = forwarded('x-forwarded-host') ?? headers.host ?? ''
  const protocol = forwarded('x-forwarded-proto') === 'https' ? 'https' : 'http'
  return `${protocol}://${HOST.test(host) ? host : `localhost:${PORT}`}`
}

/** The origin that base URLs, and addresses in answers of SCIM, start with: a host of its own, where it has one. */
export function scimOriginOf(
  headers: { readonly [name: string]: string | undefined },
  settings: Pick<Env, 'SCIM_ORIGIN' | 'ROLLCALL_ORIGIN' | 'TRUST_PROXY' | 'PORT'> = env(),
): string {
  return settings.SCIM_ORIGIN ?? originOf(headers, settings)
}

function decode(slug: string): string {
  try {
    return decodeURIComponent(slug)
  } catch {
    return ''
  }
}
