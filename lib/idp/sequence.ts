import { isObject, type Json, type JsonObject } from './json'

/**
 * One recorded life of an identity provider, as data: what it sends, what it must be answered, and what must be true
 * afterwards. Every text may hold `{{variables}}`: `{{token}}`, `{{basic}}` (its Basic form), `{{unique}}`, those of
 * `variables`, and what earlier steps captured.
 */
export type Sequence = {
  name: string
  /** Whose traffic it is: `okta`, `entra`, … */
  idp: string
  /** Where the shapes are published or were captured. */
  about?: string
  /** What the tenant must offer: a directory without people or groups, group synchronisation. */
  needs?: { empty?: boolean; groupSync?: boolean }
  /** Of every request; `bodyHeaders` only of those with a body. */
  headers: Record<string, string>
  bodyHeaders?: Record<string, string>
  /** `plus` encodes a space of the query as `+`; else it is `%20`. */
  queryStyle?: 'percent' | 'plus'
  /** Filled in order, so a later one may use an earlier one. */
  variables?: Record<string, string>
  steps: Step[]
  /** Read back through GETs after the last step. */
  state: StateCheck[]
}

export type Step = {
  name: string
  request: {
    method: string
    /** Below the base URL, without the query. */
    path: string
    query?: Record<string, string>
    /** `null` takes a header of the sequence away. */
    headers?: Record<string, string | null>
    body?: JsonObject
    /** The body is the last answer with `body` merged into it, as a client that reads and puts back sends it. */
    echo?: boolean
    /** A body that is not an object, or no JSON at all. */
    text?: string
  }
  expect: Expectation
  /** Variable → where its value stands in the answer. */
  capture?: Record<string, Place>
  /** Read back right after this step. */
  state?: StateCheck[]
}

/** A top-level key, or the keys and indexes that lead to a value. */
export type Place = string | (string | number)[]

export type Expectation = {
  /** With several, any of them; the body is not looked at in a 204. */
  status: number | number[]
  /** A pattern as `mismatches` of `match.ts` reads it. */
  body?: Json
  absent?: Place[]
  withinMs?: number
}

/** A user or group by `id`, or the list that `filter` gives. */
export type StateCheck = {
  name: string
  type: 'Users' | 'Groups'
  id?: string
  filter?: string
  /** GET must answer 404. */
  gone?: boolean
  /** The `totalResults` of the list. */
  count?: number
  /** A pattern for the resource, or for the first of the list. */
  body?: Json
  absent?: Place[]
  /** The ids of the members of a group, all of them, in any order. */
  members?: string[]
  /** The ids of the groups of a user, all of them, in any order. */
  memberOf?: string[]
}

/** A sequence from a file's JSON. Throws `TypeError` saying what is wrong where. */
export function readSequence(value: unknown, file = 'The sequence'): Sequence {
  const fail = (what: string): never => {
    throw new TypeError(`${file}: ${what}.`)
  }
  if (!isObject(value)) return fail('must be a JSON object')
  for (const key of ['name', 'idp']) if (typeof value[key] !== 'string') fail(`${key} must be a text`)
  if (!isObject(value.headers)) fail('headers must be an object')
  if (!Array.isArray(value.steps) || value.steps.length === 0) return fail('steps must be a list')
  if (!Array.isArray(value.state)) return fail('state must be a list')
  for (const [index, step] of value.steps.entries()) {
    const place = `step ${index + 1}`
    if (!isObject(step) || typeof step.name !== 'string') return fail(`${place} needs a name`)
    if (!isObject(step.request) || !isObject(step.expect)) return fail(`${place} needs request and expect`)
    const { method, path } = step.request
    if (typeof method !== 'string' || typeof path !== 'string') fail(`${place} needs method and path`)
    if (step.expect.status === undefined) fail(`${place} expects no status`)
    if (Array.isArray(step.state)) checkState(step.state, `${place}, state`, fail)
  }
  checkState(value.state, 'state', fail)
  return value as unknown as Sequence
}

function checkState(state: Json[], place: string, fail: (what: string) => never): void {
  for (const [index, check] of state.entries()) {
    const here = `${place} ${index + 1}`
    if (!isObject(check) || typeof check.name !== 'string') fail(`${here} needs a name`)
    else if (check.type !== 'Users' && check.type !== 'Groups') fail(`${here} needs the type Users or Groups`)
    else if ((check.id === undefined) === (check.filter === undefined))
      fail(`${here} needs an id or a filter`)
  }
}

export type Variables = Record<string, string>

/** Replaces every `{{name}}` in a value, keys included. Throws `UnknownVariableError`. */
export function fillIn<T>(value: T, variables: Variables): T {
  if (typeof value === 'string') return fillText(value, variables) as T
  if (Array.isArray(value)) return value.map((item) => fillIn(item, variables)) as T
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, item]) => [
      fillText(key, variables),
      fillIn(item, variables),
    ])
    return Object.fromEntries(entries) as T
  }
  return value
}

export class UnknownVariableError extends Error {
  override readonly name = 'UnknownVariableError'
}

function fillText(text: string, variables: Variables): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = variables[name]
    if (value === undefined) throw new UnknownVariableError(`{{${name}}} has no value.`)
    return value
  })
}

/** The value at a place, or `undefined`. */
export function valueAt(value: Json | undefined, place: Place): Json | undefined {
  let here = value
  for (const key of Array.isArray(place) ? place : [place]) {
    if (Array.isArray(here) && typeof key === 'number') here = here[key]
    else if (isObject(here) && Object.hasOwn(here, key)) here = here[key]
    else return undefined
  }
  return here
}
