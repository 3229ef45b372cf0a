import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsArrayOf,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server'
import { METHODS, RANGES, RESULTS } from '@/lib/activity/choices'

const askedParsers = {
  q: parseAsString.withDefault(''),
  result: parseAsStringLiteral([...RESULTS, '']).withDefault(''),
  type: parseAsStringLiteral(['User', 'Group', '']).withDefault(''),
  method: parseAsStringLiteral([...METHODS, '']).withDefault(''),
  token: parseAsString.withDefault(''),
  resource: parseAsString.withDefault(''),
  reads: parseAsStringLiteral(['show', '']).withDefault(''),
  range: parseAsStringLiteral([...RANGES, '']).withDefault(''),
  from: parseAsInteger.withDefault(0),
  to: parseAsInteger.withDefault(0),
}

/** What the address of an Activity page says. `show` is which of its two views; unset, problems when there are some. */
export const activityParsers = {
  ...askedParsers,
  show: parseAsStringLiteral(['problems', 'requests', '']).withDefault(''),
  live: parseAsStringLiteral(['off', '']).withDefault(''),
  cols: parseAsArrayOf(parseAsString).withDefault([]),
  density: parseAsStringLiteral(['compact', 'comfortable', '']).withDefault(''),
  view: parseAsString.withDefault(''),
}

export type ActivityState = inferParserType<typeof activityParsers>
/** The part that decides which calls are answered. */
export type Asked = inferParserType<typeof askedParsers>

export const loadActivity = createLoader(activityParsers)
const serialize = createSerializer(askedParsers)

export function askedOf({ q, result, type, method, token, resource, reads, range, from, to }: Asked): Asked {
  return { q, result, type, method, token, resource, reads, range, from, to }
}

/** The address of a read of the JSON door with this search. */
export function activityHref(path: string, asked: Asked, more: Record<string, string> = {}): string {
  const href = serialize(path, askedOf(asked))
  const rest = new URLSearchParams(more).toString()
  return rest === '' ? href : `${href}${href.includes('?') ? '&' : '?'}${rest}`
}

/** Nothing looked for and nothing filtered; reads stay as they are. */
export const NO_FILTERS = {
  q: '',
  result: '',
  type: '',
  method: '',
  token: '',
  resource: '',
  range: '',
  from: 0,
  to: 0,
} as const

export function isNarrowed(asked: Asked): boolean {
  return Object.entries(NO_FILTERS).some(([name, none]) => asked[name as keyof typeof NO_FILTERS] !== none)
}
