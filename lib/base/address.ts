import { isIP } from 'node:net'
import { env } from './env'

/**
 * The address of who calls, or null. Anybody can send X-Forwarded-For, so it is believed only as far as
 * proxies of ours have written it: with n of them in front (`TRUST_PROXY`), its n-th entry from the right,
 * or the leftmost when there are fewer. With none it is the connection's own; where the socket is out of
 * reach, as in Next, server.ts has written that into the header.
 */
export function callerAddress(
  forwardedFor: string | undefined,
  socketAddress: string | undefined,
  proxies: number = env().TRUST_PROXY,
): string | null {
  const chain = forwardedFor?.split(',') ?? []
  if (proxies === 0) return bare(socketAddress ?? chain.at(-1))
  return bare(chain.at(-proxies) ?? chain[0] ?? socketAddress)
}

/**
 * Without the port that some proxies add and the interface of a link-local address, which no range names (RFC 4007 §11);
 * IPv4 as such where the socket speaks both.
 */
function bare(text = ''): string | null {
  const address = text
    .trim()
    .replace(/^\[(.*)\](:\d+)?$/, '$1')
    .replace(/^([\d.]+):\d+$/, '$1')
    .replace(/%.*$/, '')
    .replace(/^::ffff:(?=[\d.]+$)/i, '')
  return isIP(address) ? address : null
}
