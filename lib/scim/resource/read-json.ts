import { invalidSyntax, invalidValue } from '../errors'
import { isObject, isSafeKey, isStorable } from '../json'
import { LIMITS } from '../limits'
import type { Json, JsonObject } from '../types'
import { syntaxErrorAt } from './syntax-error'

/**
 * The JSON object in a request body. Throws invalidSyntax, with line and column, for anything else or for more
 * than `LIMITS.jsonDepth` levels, and invalidValue for text that cannot be stored (NUL, half a surrogate pair)
 * and for numbers out of range. Keys that would reach an object's prototype are dropped.
 */
export function readJson(text: string): JsonObject {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text
  if (source.trim() === '') throw invalidSyntax('The body is empty; a JSON object is expected.')
  const value = parse(source)
  if (!isObject(value)) throw invalidSyntax('The body is not a JSON object: it should begin with {.')
  clean(value, 1, /\\u(?:0000|d[89a-f])/i.test(source) || !isStorable(source))
  return value
}

function parse(source: string): Json {
  try {
    return JSON.parse(source)
  } catch {
    // The engine's own message can repeat the body, passwords included.
    const at = syntaxErrorAt(source)
    const lines = source.slice(0, at).split('\n').length
    const column = at - source.lastIndexOf('\n', at - 1)
    const what = at >= source.length ? 'ends too early' : 'is not valid JSON'
    throw invalidSyntax(`The body ${what} at line ${lines}, column ${column}.`)
  }
}

/** Works in place: the value has just been parsed and is nobody else's. `strict` looks at the texts too. */
function clean(value: Json, depth: number, strict: boolean): void {
  if (typeof value === 'string') {
    if (strict && !isStorable(value)) {
      throw invalidValue(
        'The body contains a character that cannot be stored: NUL or half of a surrogate pair.',
      )
    }
  } else if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw invalidValue('The body contains a number that is out of range.')
  } else if (typeof value === 'object' && value !== null) {
    if (depth > LIMITS.jsonDepth) {
      throw invalidSyntax(`The body has more than ${LIMITS.jsonDepth} levels of objects and lists.`)
    }
    if (Array.isArray(value)) for (const item of value) clean(item, depth + 1, strict)
    else cleanKeys(value, depth, strict)
  }
}

function cleanKeys(object: JsonObject, depth: number, strict: boolean): void {
  for (const key of Object.keys(object)) {
    clean(key, depth, strict)
    if (isSafeKey(key)) clean(object[key] as Json, depth + 1, strict)
    else delete object[key]
  }
}
