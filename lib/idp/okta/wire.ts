import { Wire, type WireOptions } from '../wire'
import { OktaTaskError } from './errors'

/** Okta waits this long, in milliseconds, where a 429 names no integer seconds. */
const PAUSE = 300_000
const ATTEMPTS = 10

/**
 * Okta's HTTP client. `authorization` is the whole header value.
 * @throws RangeError for a base URL that Okta's form would refuse
 */
export function oktaWire(options: WireOptions, authorization: string): Wire {
  const wire = new Wire(options, {
    headers: (hasBody) => headersOf(authorization, hasBody),
    patience: { attempts: ATTEMPTS, pauseMs: PAUSE, doubles: true },
    unreadable,
    error: (failure, cause) => new OktaTaskError(failure, cause),
  })
  if (options.baseUrl.includes('_')) {
    throw new RangeError('Okta does not allow an underscore in the base URL.')
  }
  return wire
}

/** The headers of Okta's requests, in its order and spelling; a Content-Type only with a body. */
function headersOf(authorization: string, hasBody: boolean): Record<string, string> {
  return {
    Authorization: authorization,
    Accept: 'application/scim+json',
    'Accept-Charset': 'utf-8',
    ...(hasBody ? { 'Content-Type': 'application/scim+json; charset=utf-8' } : {}),
    'User-Agent': 'Okta SCIM Client 1.0.0',
    'Accept-Encoding': 'gzip,deflate',
    Connection: 'Keep-Alive',
  }
}

/** The complaint of Okta's JSON parser. */
function unreadable(body: string): string {
  const token = /^[^\s>]{1,40}/.exec(body.trim())?.[0] ?? ''
  return `Unrecognized token '${token}': was expecting a JSON object.`
}
