import { pick, type Random } from '@/lib/idp/random'
import { ODD_KEYS, ODD_TEXTS, ODD_VALUES } from './odd'

type Spot = { holder: Record<string, unknown> | unknown[]; key: string | number }

/** A JSON value with a few things done to it; the argument stays as it is. `other` lends its parts. */
export function mutateJson(value: unknown, other: unknown, random: Random): unknown {
  const root = { value: structuredClone(value) }
  for (let left = 1 + Math.floor(random() ** 3 * 8); left > 0; left--) {
    const spots = spotsIn(root)
    // The whole of it may be gone already.
    if (spots.length > 0) change(pick(spots, random), other, random)
  }
  return root.value
}

/** Every place in a value that something else can be put into. */
function spotsIn(holder: unknown, spots: Spot[] = [], depth = 0): Spot[] {
  if (typeof holder !== 'object' || holder === null || depth > 150) return spots
  const keys = Array.isArray(holder) ? holder.keys() : Object.keys(holder)
  for (const key of keys) {
    spots.push({ holder: holder as Spot['holder'], key })
    spotsIn((holder as Record<string | number, unknown>)[key], spots, depth + 1)
  }
  return spots
}

function change({ holder, key }: Spot, other: unknown, random: Random): void {
  const object = holder as Record<string | number, unknown>
  const value = object[key]
  switch (Math.floor(random() * 11)) {
    case 0:
      put(object, key, structuredClone(pick(ODD_VALUES, random)))
      break
    case 1:
      put(object, key, pick(ODD_TEXTS, random))
      break
    case 2:
      put(object, key, nested(value, random() < 0.8 ? 3 : 120, random))
      break
    case 3:
      if (Array.isArray(holder)) holder.splice(Number(key), 1)
      else delete object[key]
      break
    case 4:
      if (!Array.isArray(holder)) put(object, pick(ODD_KEYS, random), value)
      break
    case 5:
      put(object, key, structuredClone(partOf(other, random)))
      break
    case 6:
      if (Array.isArray(value)) value.push(...repeated(value, random() < 0.95 ? 3 : 600))
      break
    case 7:
      if (isObject(value)) put(value, pick(ODD_KEYS, random), structuredClone(partOf(other, random)))
      break
    case 8:
      put(object, key, [value, structuredClone(value)])
      break
    default:
      if (typeof value === 'string') put(object, key, mutateText(value, random))
      else if (typeof value === 'boolean') put(object, key, String(value))
      else if (typeof value === 'number') put(object, key, value * 1e15)
  }
}

/** As JSON.parse does it: `__proto__` becomes a key like any other. */
function put(object: Record<string | number, unknown>, key: string | number, value: unknown): void {
  Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true })
}

function nested(value: unknown, levels: number, random: Random): unknown {
  let result = value
  const inList = random() < 0.5
  const key = random() < 0.5 ? 'value' : pick(ODD_KEYS, random)
  for (let level = 0; level < levels; level++) {
    if (inList) result = [result]
    else {
      const outer = {}
      put(outer, key, result)
      result = outer
    }
  }
  return result
}

function repeated(list: readonly unknown[], count: number): unknown[] {
  return Array.from({ length: count }, (_, i) => structuredClone(list[i % list.length]))
}

function partOf(value: unknown, random: Random): unknown {
  const spots = spotsIn(value)
  if (spots.length === 0) return value
  const { holder, key } = pick(spots, random)
  return (holder as Record<string | number, unknown>)[key]
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const MARKS = [
  '"',
  '\\',
  '(',
  ')',
  '[',
  ']',
  '.',
  ':',
  ' ',
  '%',
  '+',
  '&',
  '=',
  ',',
  '{',
  '}',
  '\u0000',
  '\ud83d',
]

/** A text with characters lost, doubled, turned or put in. */
export function mutateText(text: string, random: Random): string {
  const at = Math.floor(random() * (text.length + 1))
  const to = Math.min(text.length, at + 1 + Math.floor(random() ** 2 * 12))
  switch (Math.floor(random() * 9)) {
    case 0:
      return text.slice(0, at)
    case 1:
      return text.slice(0, at) + text.slice(to)
    case 2:
      return text.slice(0, at) + pick(MARKS, random) + text.slice(at)
    case 3:
      return text.slice(0, to) + text.slice(at)
    case 4:
      return text.slice(0, at) + pick(ODD_TEXTS, random) + text.slice(to)
    case 5:
      return random() < 0.5 ? text.toUpperCase() : text.toLowerCase()
    case 6:
      return text.slice(at) + text.slice(0, at)
    case 7:
      return random() < 0.9 ? text + text : text.repeat(40).slice(0, 30_000)
    default:
      return pick(ODD_TEXTS, random)
  }
}

/** The bytes of a JSON text, after what happens to bytes on their way. */
export function mutateBytes(json: string, random: Random): Buffer {
  switch (Math.floor(random() * 10)) {
    case 0:
      return Buffer.from(json.slice(0, Math.floor(random() * json.length)))
    case 1:
      return Buffer.from(json.replace('{', `{${doubledKey(json)}`))
    case 2:
      return Buffer.from(json.replace(/"(?=[,}\]])/, random() < 0.5 ? '\\u0000"' : '\\ud800"'))
    case 3:
      return Buffer.from(json.replace(/:\s*("[^"]*"|true|false)/, ':1e999'))
    case 4:
      return Buffer.from(`\ufeff${json}`)
    case 5:
      return Buffer.concat([Buffer.from(json), Buffer.from([0xc3, 0x28, 0xff])])
    case 6:
      return Buffer.from('[{"a":'.repeat(random() < 0.5 ? 40 : 20_000) + json)
    case 7:
      return Buffer.from(json, 'utf16le')
    case 8:
      return random() < 0.05 ? Buffer.alloc(1_200_000, json) : Buffer.alloc(0)
    default:
      return Buffer.from(mutateText(json, random))
  }
}

/** The first key once more, with another value: JSON leaves open which of them counts. */
function doubledKey(json: string): string {
  const [, key = 'userName'] = /"([^"]*)"\s*:/.exec(json) ?? []
  return `"${key}":"doubled","__proto__":{"polluted":true},`
}
