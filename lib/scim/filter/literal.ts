import { invalidFilter } from '../errors'
import { isStorable } from '../json'
import type { Literal } from './ast'

const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
])

/**
 * Reads the text in double quotes that opens at `start`, with the escapes of JSON (RFC 8259 §7); `end` is the
 * place after the closing quote. Throws invalidFilter.
 */
export function readQuoted(source: string, start: number): { text: string; end: number } {
  let text = ''
  let at = start + 1
  while (source[at] !== '"') {
    if (at >= source.length)
      throw invalidFilter(`The text that opens at position ${start + 1} has no closing ".`)
    if (source[at] !== '\\') {
      text += source[at++]
      continue
    }
    const letter = source[at + 1] ?? ''
    const hex = source.slice(at + 2, at + 6)
    const plain = ESCAPES.get(letter)
    if (plain !== undefined) {
      text += plain
      at += 2
    } else if (letter === 'u' && /^[\da-fA-F]{4}$/.test(hex)) {
      text += String.fromCharCode(Number.parseInt(hex, 16))
      at += 6
    } else {
      throw invalidFilter(`Position ${at + 1}: \\${letter} is not an escape; write \\\\ for a backslash.`)
    }
  }
  if (!isStorable(text)) {
    throw invalidFilter(`The text at position ${start + 1} has a character that no attribute can hold.`)
  }
  return { text, end: at + 1 }
}

/** A word that stands for a value: true, false, null, a number, or bare text as Entra's documents show it. */
export function readWord(word: string, at: number): Literal {
  if (!isStorable(word)) {
    throw invalidFilter(`The value at position ${at} has a character that no attribute can hold.`)
  }
  if (word === 'true' || word === 'false') return { value: word === 'true', text: word, at }
  if (word === 'null') return { value: null, text: word, at }
  if (NUMBER.test(word) && Number.isFinite(Number(word))) return { value: Number(word), text: word, at }
  return { value: word, text: word, at }
}
