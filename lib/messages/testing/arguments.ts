/** What a message takes: `name`, with the kinds that ICU knows, and `<name>` for tags. */
export type Arguments = Map<string, string>

const HEAD = /^\s*(\w+)\s*(?:,\s*(\w+)\s*(,?))?/

/**
 * The arguments of an ICU message, at whatever depth: `{count, plural, one {# user} other {# users of {company}}}`
 * takes `count` (plural) and `company` (text). Quoting is not understood, because our texts have no quotes of that kind.
 */
export function argumentsOf(message: string): Arguments {
  const found: Arguments = new Map()
  if (readText(message, 0, found) !== message.length) throw new Error(`A brace is left over: ${message}`)
  for (const [, name = ''] of message.matchAll(/<(\w+)>/g)) found.set(`<${name}>`, 'tag')
  return found
}

/** Reads up to the brace that closes this text; answers where that is. */
function readText(message: string, start: number, found: Arguments): number {
  let at = start
  while (at < message.length && message[at] !== '}') {
    at = message[at] === '{' ? readArgument(message, at + 1, found) : at + 1
  }
  return at
}

function readArgument(message: string, start: number, found: Arguments): number {
  const [head = '', name = '', kind = 'text', more] = HEAD.exec(message.slice(start)) ?? []
  if (!name) throw new Error(`No name after a brace: ${message}`)
  found.set(name, kind)
  let at = start + head.length
  const branches = kind === 'plural' || kind === 'select' || kind === 'selectordinal'
  while (more && branches && message[at] !== '}') {
    at = message.indexOf('{', at)
    if (at < 0) throw new Error(`No branches: ${message}`)
    at = readText(message, at + 1, found) + 1
    at += /^\s*/.exec(message.slice(at))?.[0].length ?? 0
  }
  const end = message.indexOf('}', at)
  if (end < 0) throw new Error(`A brace is open: ${message}`)
  return end + 1
}
