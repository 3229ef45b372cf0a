/** How much of a body the log keeps. */
const KEPT_CHARACTERS = 16_384

const UNSTORABLE = /\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** Keys whose value is never kept, in any spelling of their case. */
const SECRET_KEY = /password|secret|token|authorization/i

/** A SCIM token or what looks like one, wherever it stands. */
const TOKEN = /rollcall_scim_[0-9A-Za-z]*(?:_[0-9A-Za-z]*)?/g

/** Text as the log may keep it: without secrets, and without what PostgreSQL cannot store. */
export function redactText(text: string, limit = KEPT_CHARACTERS): string {
  const clear = text.slice(0, limit + 100).replace(TOKEN, 'rollcall_scim_…')
  // Cut first: a cut may leave half of a character.
  return clear.slice(0, limit).replace(UNSTORABLE, '\ufffd')
}

/**
 * A JSON body as the log may keep it. A body without any secret key stays as it came; one with such a key is
 * parsed and loses the value; one that cannot be parsed then is not kept at all. No more than `limit` characters.
 */
export function redactBody(whole: string, limit = KEPT_CHARACTERS): string | null {
  if (whole === '') return null
  const kept = whole.slice(0, 2 * limit)
  if (!SECRET_KEY.test(kept) && !kept.includes('\\u')) return redactText(kept, limit)
  try {
    return redactText(JSON.stringify(JSON.parse(whole), hideSecrets), limit)
  } catch {
    return '(not kept: it may hold a secret and is not JSON)'
  }
}

function hideSecrets(key: string, value: unknown): unknown {
  if (SECRET_KEY.test(key) && value !== null) return '(removed)'
  if (value !== null && typeof value === 'object' && 'path' in value && 'value' in value) {
    return SECRET_KEY.test(String(value.path)) ? { ...value, value: '(removed)' } : value
  }
  return value
}
