import type { Ctx } from './context'

/** Whether who asks reads people’s addresses and numbers masked. */
export function isMasked({ db }: Pick<Ctx, 'db'>): boolean {
  return db.show === maskRow
}

/** Stands where something is not shown; of the same length whatever it hides. */
const HIDDEN = '•••'

/** A name that holds numbers to call somebody by: SCIM’s `phoneNumbers`, and what clients call them. */
const PHONE = /phone|mobile|fax/i

/** Whether what stands under such a name or path is a number to call somebody by. */
export function tellsOfPhone(name: string): boolean {
  return PHONE.test(name)
}

/** What tells of a number, and is none. */
const ABOUT_PHONES = new Set(['type', 'primary', 'op', 'path', 'schemas'])

/** Ends the local part of an address, on its left. */
const DELIMITER = /[\s"'<>(),:;\\/[\]{}=&?|•“”„‘’«»]/
const DOMAIN = /[\p{L}\p{N}.-]/u
const AT = /@|%40/gi

/** A number as text, whole; a text that holds one among other words. */
const NUMBER = /^\s*(?:tel:)?\+?[\d\s()./-]{5,}(?:\s*(?:x|ext\.?)\s*\d+)?\s*$/i
const NUMBERS = /(?:\+|%2B)?(?:\(|%28)?\d(?:[\d()./\s-]|%2[089]){4,}\d/gi
const STRING = /"((?:[^"\\]|\\.)*)"/g

/** Masks of one row: what differed still differs, by a number. */
type Memory = Map<string, string[]>

/**
 * A row of the database as somebody may read it who is not to know addresses: of each e-mail address the first letter
 * and the domain, of each telephone number the last two digits. It looks into every text, and into JSON by its names,
 * so that no column and no attribute can be forgotten. Of two addresses in a row that would look alike, the second is
 * numbered: that one took the place of the other has to be seen.
 */
export function maskRow<Row>(row: Row): Row {
  const memory: Memory = new Map()
  if (Array.isArray(row)) return row.map((value) => mask(value, false, memory)) as Row
  if (!isPlainObject(row)) return row
  // Names of columns are ours: none of them says that its text is a number.
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, mask(value, false, memory)]),
  ) as Row
}

/** What pg and JSON make; instants and bytes are none. */
function isPlainObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype
}

function mask(value: unknown, isPhone: boolean, memory: Memory): unknown {
  if (typeof value === 'string') return isPhone ? maskNumber(value, memory) : maskText(value, memory)
  if (typeof value === 'number' && isPhone) return maskNumber(String(value), memory)
  if (Array.isArray(value)) return value.map((each) => mask(each, isPhone, memory))
  if (!isPlainObject(value)) return value
  const aboutPhone = isPhone || (typeof value.path === 'string' && PHONE.test(value.path))
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      mask(each, ABOUT_PHONES.has(name) ? false : aboutPhone || PHONE.test(name), memory),
    ]),
  )
}

function maskText(text: string, memory: Memory): string {
  if (/^\s*[{[]/.test(text)) return maskBody(text, memory)
  const masked = maskAddresses(text, memory)
  return PHONE.test(text) ? masked.replace(NUMBERS, (number) => maskNumber(number, memory)) : masked
}

/** A body of a request. One that was cut is no JSON any more: in it every text that looks like a number is one. */
function maskBody(text: string, memory: Memory): string {
  try {
    return JSON.stringify(mask(JSON.parse(text), false, memory))
  } catch {
    const whole = text.replace(STRING, (literal, inner: string) =>
      NUMBER.test(inner) ? `"${maskNumber(inner, memory)}"` : literal,
    )
    return maskAddresses(withoutCutEnd(whole), memory)
  }
}

/** Without what stands in a string that does not end: it may be the beginning of an address. */
function withoutCutEnd(text: string): string {
  let end = 0
  for (const { index, 0: literal } of text.matchAll(STRING)) end = index + literal.length
  const open = text.indexOf('"', end)
  return open < 0 ? text : `${text.slice(0, open)}"${HIDDEN}`
}

function maskAddresses(text: string, memory: Memory): string {
  let masked = ''
  let end = 0
  for (const { index, 0: at } of text.matchAll(AT)) {
    const start = startOfLocal(text, index, end)
    if (start === index || !DOMAIN.test(text.charAt(index + at.length))) continue
    const stop = endOfDomain(text, index + at.length)
    const first = String.fromCodePoint(text.codePointAt(start) ?? 0)
    const shown = index - start > first.length && first !== '%' ? first : ''
    const domain = text.slice(index, stop)
    const number = numbered(memory, `${shown}${HIDDEN}${domain}`, text.slice(start, stop))
    masked += `${text.slice(end, start)}${shown}${HIDDEN}${number}${domain}`
    end = stop
  }
  return masked + text.slice(end)
}

function startOfLocal(text: string, at: number, floor: number): number {
  let start = at
  while (start > floor) {
    const escaped = start - 3 >= floor ? /^%([0-9a-f]{2})$/i.exec(text.slice(start - 3, start)) : null
    const character = escaped
      ? String.fromCharCode(Number.parseInt(escaped[1] ?? '', 16))
      : text.charAt(start - 1)
    if (DELIMITER.test(character)) return start
    start -= escaped ? 3 : 1
  }
  return start
}

function endOfDomain(text: string, start: number): number {
  let end = start
  while (end < text.length && DOMAIN.test(text.charAt(end))) end++
  return end
}

function maskNumber(text: string, memory: Memory): string {
  const digits = text.replace(/\D/g, '')
  if (digits.length < 4) return maskAddresses(text, memory)
  const shown = `${HIDDEN}${digits.slice(-2)}`
  const number = numbered(memory, shown, digits)
  return number ? `${shown} (${number})` : shown
}

/** Empty for the first that looks so, 2 for the second. */
function numbered(memory: Memory, masked: string, original: string): number | '' {
  const known = memory.get(masked) ?? []
  memory.set(masked, known)
  const folded = original.toLowerCase()
  if (!known.includes(folded)) known.push(folded)
  const position = known.indexOf(folded)
  return position === 0 ? '' : position + 1
}
