import { pick, type Random } from '@/lib/idp/random'
import type { ScimRequest } from '../request'
import type { Template } from './corpus'
import { ATTRIBUTES, randomFilter } from './filters'
import type { Known } from './known'
import { mutateBytes, mutateJson, mutateText } from './mutate'
import { METHODS, ODD_TEXTS, PATHS } from './odd'

/** Whom the requests are sent as, and whom they may try to reach besides. */
export type Attack = {
  corpus: readonly Template[]
  known: Known
  slug: string
  token: string
  foreign: { slug: string; token: string; ids: readonly string[] }
}

const TYPES = [
  'application/json',
  'application/scim+json; charset=utf-8',
  'APPLICATION/SCIM+JSON',
  '',
  'text/html',
  'application/scim+json, text/plain',
  '\u0000',
]
const PARAMETERS = [
  ...['filter', 'filter', 'filter', 'sortBy', 'sortOrder', 'startIndex', 'count', 'cursor'],
  ...['attributes', 'excludedAttributes', '__proto__', 'FILTER', ''],
]
const NUMBERS = [
  '0',
  '-1',
  '1',
  '2',
  '1001',
  '2147483648',
  '9223372036854775808',
  '1e3',
  '٣',
  ' 5 ',
  '0x10',
  'NaN',
]
const RAW_QUERIES = [
  '%',
  '%zz=%',
  'filter=%00',
  'filter=%ED%A0%80',
  '&&&=',
  'a[b]=c',
  'filter=a&filter=b',
  '?',
]

/** One request: one of the corpus, most often with something done to its body, path, query, headers or method. */
export function randomRequest(attack: Attack, random: Random): ScimRequest {
  const template = pick(attack.corpus, random)
  const fill = (text: string) => filled(text, template.path, attack, random)
  const plain = random() < 0.3
  const odd = (share: number) => !plain && random() < share
  const path = odd(0.12) ? oddPath(template.path, attack, random) : template.path
  // With its own token, the other company would rightly let us in: elsewhere only ours is sent.
  const tenant = odd(0.03)
    ? pick([attack.foreign.slug, 'nobody', '', '..', ...ODD_TEXTS], random)
    : attack.slug
  const query = { ...template.query }
  if (odd(0.25)) {
    const name = pick(PARAMETERS, random)
    query[name] = oddParameter(name, random)
  }
  return {
    method: odd(0.06) ? pick(METHODS, random) : template.method,
    tenant,
    path: fill(path),
    query: odd(0.03) ? pick(RAW_QUERIES, random) : queryOf(query, fill, odd(0.05), random),
    headers: headersOf(template, attack, tenant === attack.slug ? odd : () => false, random),
    body: bodyOf(template, attack, fill, plain, random),
    origin: 'http://localhost',
    address: '192.0.2.1',
  }
}

function filled(text: string, path: string, { known, foreign, token }: Attack, random: Random): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    if (name === 'token' || name === 'basic') return token
    if (random() < 0.03) return pick(foreign.ids, random)
    return known.valueOf(name, path, random)
  })
}

function oddPath(path: string, { foreign }: Attack, random: Random): string {
  const roll = random()
  if (roll < 0.4) return pick(PATHS, random)
  if (roll < 0.5) return `/v2${path}`
  if (roll < 0.6) return `/Users/${pick(foreign.ids, random)}`
  if (roll < 0.7) return `/Groups/${pick(foreign.ids, random)}`
  return mutateText(path, random)
}

function oddParameter(name: string, random: Random): string {
  const roll = random()
  if (name.endsWith('ttributes') && roll < 0.6)
    return `${pick(ATTRIBUTES, random)},${pick(ATTRIBUTES, random)}`
  if (name === 'sortBy' && roll < 0.9) return pick(ATTRIBUTES, random)
  if (roll < 0.45) return randomFilter(random)
  if (roll < 0.7) return mutateText(randomFilter(random), random)
  if (roll < 0.85) return pick(NUMBERS, random)
  return pick(ODD_TEXTS, random)
}

function queryOf(
  query: Readonly<Record<string, string>>,
  fill: (text: string) => string,
  broken: boolean,
  random: Random,
): string {
  // A lone surrogate has no UTF-8; URLSearchParams sends U+FFFD for it, as a client would.
  const text = new URLSearchParams(
    Object.entries(query).map(([name, value]) => [name, fill(value)]),
  ).toString()
  return broken ? mutateText(text, random) : text
}

function headersOf(
  template: Template,
  { token, foreign }: Attack,
  odd: (share: number) => boolean,
  random: Random,
): Record<string, string> {
  const headers: Record<string, string> = {
    host: 'localhost',
    authorization: `Bearer ${token}`,
    ...(template.method !== 'GET' && { 'content-type': 'application/scim+json' }),
    ...template.headers,
  }
  if (odd(0.06)) {
    const forms = [
      ...[
        token,
        `bearer  Bearer ${token} `,
        `Basic ${Buffer.from(`x:${token}`).toString('base64')}`,
        'Bearer',
      ],
      ...[`Bearer ${foreign.token}`, `Bearer ${token.slice(0, -3)}`, `Bearer ${mutateText(token, random)}`],
      ...['Basic %%%', 'Basic', `Bearer ${'x'.repeat(50_000)}`, pick(ODD_TEXTS, random), ''],
    ]
    headers.authorization = pick(forms, random)
  }
  if (odd(0.06)) headers['content-type'] = pick(TYPES, random)
  if (odd(0.06)) headers['if-match'] = pick(['*', 'W/"1"', '"2"', ',', '1', ...ODD_TEXTS], random)
  if (odd(0.06)) headers['if-none-match'] = pick(['*', 'W/"1"', '"2"', ',', '1', ...ODD_TEXTS], random)
  if (odd(0.05)) headers['user-agent'] = pick(ODD_TEXTS, random)
  if (odd(0.05)) headers.host = pick(['example.com:99999', '[::1]', 'a b', ...ODD_TEXTS], random)
  if (odd(0.05)) headers['x-forwarded-for'] = pick(['::ffff:10.0.0.1', '1, 2, 3', ...ODD_TEXTS], random)
  if (odd(0.03))
    headers[pick(['__proto__', 'constructor', 'accept', 'expect'], random)] = pick(ODD_TEXTS, random)
  return headers
}

function bodyOf(
  template: Template,
  { corpus }: Attack,
  fill: (text: string) => string,
  plain: boolean,
  random: Random,
): Uint8Array {
  if (template.text !== undefined) return Buffer.from(template.text)
  const other = pick(corpus, random).body ?? {}
  // A body where none belongs must not matter.
  if (template.body === undefined)
    return random() < 0.97 ? new Uint8Array() : Buffer.from(JSON.stringify(other))
  if (plain) return Buffer.from(fill(JSON.stringify(template.body)))
  const mutated = random() < 0.85 ? mutateJson(template.body, other, random) : template.body
  const json = fill(JSON.stringify(mutated) ?? '')
  return random() < 0.15 ? mutateBytes(json, random) : Buffer.from(json)
}
