type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or ]' | ', or }' | 'end'

const PUNCTUATION = '{}[]:,'

/** Where a text that is not JSON stops being it, as an offset; its length if it only ends too early. */
export function syntaxErrorAt(text: string): number {
  const open: string[] = []
  let expected: Expected | undefined = 'value'
  let at = skipSpace(text, 0)
  while (at < text.length) {
    const end = tokenEnd(text, at)
    const token = text.slice(at, end)
    expected = isToken(token) ? follow(expected, token, open) : undefined
    if (expected === undefined) return at
    at = skipSpace(text, end)
  }
  return at
}

function skipSpace(text: string, at: number): number {
  let end = at
  while (end < text.length && ' \t\r\n'.includes(text.charAt(end))) end++
  return end
}

function tokenEnd(text: string, at: number): number {
  const first = text.charAt(at)
  let end = at + 1
  if (PUNCTUATION.includes(first)) return end
  if (first === '"') {
    while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1
    return end + 1
  }
  while (end < text.length && !` \t\r\n"${PUNCTUATION}`.includes(text.charAt(end))) end++
  return end
}

function isToken(token: string): boolean {
  if (PUNCTUATION.includes(token)) return true
  try {
    JSON.parse(token)
    return true
  } catch {
    return false
  }
}

/** What may come after a token, or undefined if the token may not stand where it does. */
function follow(expected: Expected, token: string, open: string[]): Expected | undefined {
  if ((token === '}' || token === ']') && expected.endsWith(token)) {
    open.pop()
    return afterValue(open)
  }
  switch (expected) {
    case 'key':
    case 'key or }':
      return token.startsWith('"') ? ':' : undefined
    case ':':
      return token === ':' ? 'value' : undefined
    case ', or ]':
      return token === ',' ? 'value' : undefined
    case ', or }':
      return token === ',' ? 'key' : undefined
    case 'end':
      return undefined
    default:
      if (token !== '{' && token !== '[') return PUNCTUATION.includes(token) ? undefined : afterValue(open)
      open.push(token)
      return token === '{' ? 'key or }' : 'value or ]'
  }
}

function afterValue(open: readonly string[]): Expected {
  const last = open.at(-1)
  if (last === undefined) return 'end'
  return last === '{' ? ', or }' : ', or ]'
}
