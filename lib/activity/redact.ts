/** How much of a body the log keeps. */
const KEPT_CHARACTERS = 16_384

const UNSTORABLE = /\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g
const MARK = 'rollcall_scim_'

/** Keys that hold one of these have a value that is never kept, in any spelling of their case. */
const SECRETS = ['password', 'secret', 'token', 'authorization']
const SECRET_KEY = new RegExp(SECRETS.join('|'), 'i')

/** A SCIM token or what looks like one, wherever it stands. */
const TOKEN = /rollcall_scim_[0-9A-Za-z]*(?:_[0-9A-Za-z]*)?/g

/** Text as the log may keep it: without secrets, and without what PostgreSQL cannot store. */
export function redactText(text: string, limit = KEPT_CHARACTERS): string {
  const start = text.slice(0, limit + 100)
  // Nearly all text holds neither: finding that out is cheaper than replacing nothing.
  const clear = start.includes(MARK) ? start.replace(TOKEN, `${MARK}…`) : start
  // Cut first: a cut may leave half of a character.
  const cut = clear.slice(0, limit)
  if (!cut.isWellFormed() || cut.includes('\0')) return cut.replace(UNSTORABLE, '\ufffd')
  // A slice holds the whole text in memory for as long as it waits to be written.
  return clear.length > limit ? Buffer.from(cut).toString() : cut
}

/**
 * A JSON body as the log may keep it. A body without any secret key stays as it came; one with such a key is
 * parsed and loses the value; one that cannot be parsed then is not kept at all. No more than `limit` characters.
 */
export function redactBody(whole: string, limit = KEPT_CHARACTERS): string | null {
  if (whole === '') return null
  const kept = whole.slice(0, 2 * limit)
  if (!mayHoldSecret(kept) && !kept.includes('\\u')) return redactText(kept, limit)
  try {
    return redactText(JSON.stringify(JSON.parse(whole), hideSecrets), limit)
  } catch {
    return '(not kept: it may hold a secret and is not JSON)'
  }
}

/** In a whole body the search for each word is quicker than a pattern without case; in a key it is the other way round. */
function mayHoldSecret(text: string): boolean {
  const folded = text.toLowerCase()
  return SECRETS.some((word) => folded.includes(word))
}

const REMOVED = '(removed)'

/** Why a body in the log is not what was sent; undefined where it is, as far as can be known. */
export function lossOf(kept: string | null): 'missing' | 'masked' | 'cut' | undefined {
  if (kept === null) return 'missing'
  if (kept.length >= KEPT_CHARACTERS) return 'cut'
  if (kept.startsWith('(') || kept.includes(`"${REMOVED}"`) || kept.includes(`${MARK}…`)) return 'masked'
  return kept.includes('\ufffd') ? 'masked' : undefined
}

function hideSecrets(key: string, value: unknown): unknown {
  if (SECRET_KEY.test(key) && value !== null) return REMOVED
  if (value !== null && typeof value === 'object' && 'path' in value && 'value' in value) {
    return SECRET_KEY.test(String(value.path)) ? { ...value, value: REMOVED } : value
  }
  return value
}
