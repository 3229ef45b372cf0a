/**
 * The path to go to after signing in, or undefined when `text` is not one of ours: other origins, `//host`,
 * backslashes, control characters and the way in itself are refused.
 */
export function returnPath(text: string | null | undefined): string | undefined {
  if (!text?.startsWith('/') || text.length > 2_000 || /[\\\p{Cc}]/u.test(text)) return undefined
  const url = parse(text)
  if (
    url?.host !== 'here' ||
    url.pathname.startsWith('//') ||
    /^\/(sign-in|setup|api)(\/|$)/.test(url.pathname)
  )
    return undefined
  // Next's own mark on the requests of its router is no part of the address.
  url.searchParams.delete('_rsc')
  return url.pathname + url.search
}

function parse(text: string): URL | undefined {
  try {
    return new URL(text, 'http://here')
  } catch {
    return undefined
  }
}
