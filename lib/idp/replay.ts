import { randomUUID } from 'node:crypto'
import { isObject, type Json, type JsonObject, parseJson } from './json'
import { mismatches } from './match'
import { NoAnswerError, type ScimAnswer, type ScimCall, type Send, sendHttp } from './send'
import {
  type Expectation,
  fillIn,
  type Sequence,
  type StateCheck,
  type Step,
  UnknownVariableError,
  type Variables,
  valueAt,
} from './sequence'

export type ReplayOptions = {
  baseUrl: string
  token: string
  send?: Send
  /** Beside, and before, those of the sequence. */
  variables?: Variables
}

/** What one step, or one check of the state, came to. `problems` is empty when all was as expected. */
export type StepReport = {
  name: string
  /** `METHOD path?query` as it was sent; empty when a variable was missing. */
  request: string
  status: number | undefined
  ms: number
  problems: string[]
}

export type ReplayReport = {
  name: string
  ok: boolean
  steps: StepReport[]
  state: StepReport[]
  /** All problems, each behind the name of its step. */
  problems: string[]
}

/** Plays a sequence against a server, to its end whatever happens, and reports what was not as expected. */
export async function replay(sequence: Sequence, options: ReplayOptions): Promise<ReplayReport> {
  const { token } = options
  const variables: Variables = {
    token,
    basic: Buffer.from(`okta:${token}`).toString('base64'),
    unique: randomUUID().slice(0, 8),
    ...options.variables,
  }
  for (const [name, text] of Object.entries(sequence.variables ?? {})) {
    variables[name] ??= fillIn(text, variables)
  }
  const run: Run = { sequence, variables, baseUrl: options.baseUrl, send: options.send ?? sendHttp, last: {} }
  const steps: StepReport[] = []
  for (const step of sequence.steps) {
    const report = await play(run, step)
    for (const check of step.state ?? []) {
      const { problems } = await play({ ...run }, stepOf(check), check)
      report.problems.push(...problems.map((text) => `then ${check.name}: ${text}`))
    }
    steps.push(report)
  }
  const state: StepReport[] = []
  for (const check of sequence.state) state.push(await play(run, stepOf(check), check))
  const problems = [...steps, ...state].flatMap(({ name, problems }) =>
    problems.map((text) => `${name}: ${text}`),
  )
  return { name: sequence.name, ok: problems.length === 0, steps, state, problems }
}

type Run = {
  sequence: Sequence
  variables: Variables
  baseUrl: string
  send: Send
  /** The last answer of a step, for the next one that echoes. */
  last: JsonObject
}

async function play(run: Run, template: Step, checked?: StateCheck): Promise<StepReport> {
  const report: StepReport = { name: template.name, request: '', status: undefined, ms: 0, problems: [] }
  const { variables } = run
  try {
    const { request, expect } = fillIn({ request: template.request, expect: template.expect }, variables)
    const call = callOf(run, request)
    report.request = `${call.method} ${call.url.slice(run.baseUrl.replace(/\/+$/, '').length)}`
    const started = performance.now()
    const answer = await run.send(call)
    report.ms = performance.now() - started
    report.status = answer.status
    const body = parseJson(answer.body)
    run.last = isObject(body) ? body : {}
    report.problems.push(...formProblems(answer), ...expectationProblems(expect, answer.status, body))
    const { withinMs } = expect
    if (withinMs !== undefined && report.ms > withinMs) {
      report.problems.push(`took ${Math.round(report.ms)} ms, expected less than ${withinMs}`)
    }
    if (checked) report.problems.push(...stateProblems(fillIn(checked, variables), body))
    for (const [name, place] of Object.entries(template.capture ?? {})) {
      const value = valueAt(body, place)
      if (value === undefined || value === null) report.problems.push(`there is no ${place} to keep`)
      else variables[name] = String(value)
    }
  } catch (error) {
    if (!(error instanceof NoAnswerError || error instanceof UnknownVariableError)) throw error
    report.problems.push(error.message)
  }
  return report
}

function callOf({ sequence, variables, baseUrl, last }: Run, request: Step['request']): ScimCall {
  const content = request.echo ? merge(last, request.body ?? {}) : request.body
  const body = request.text ?? (content && JSON.stringify(content))
  const headers: Record<string, string> = {}
  const given = {
    ...sequence.headers,
    ...(body === undefined ? {} : sequence.bodyHeaders),
    ...request.headers,
  }
  for (const [name, value] of Object.entries(given)) {
    if (value !== null) headers[name] = fillIn(value, variables)
  }
  const query = Object.entries(request.query ?? {})
    .map(([name, value]) => `${name}=${encode(value, sequence.queryStyle)}`)
    .join('&')
  const url = `${baseUrl.replace(/\/+$/, '')}${request.path}${query && `?${query}`}`
  return { method: request.method, url, headers, ...(body === undefined ? {} : { body }) }
}

function merge(base: JsonObject, changes: JsonObject): JsonObject {
  const merged = { ...base }
  for (const [key, value] of Object.entries(changes)) {
    const before = merged[key]
    merged[key] = isObject(before) && isObject(value) ? merge(before, value) : value
  }
  return merged
}

function encode(value: string, style: Sequence['queryStyle']): string {
  const encoded = encodeURIComponent(value)
  return style === 'plus' ? encoded.replaceAll('%20', '+') : encoded
}

/** What holds for every answer: a body is SCIM JSON by its media type too, a 204 has none, an error says why. */
function formProblems({ status, headers, body }: ScimAnswer): string[] {
  if (body === '')
    return status >= 400 || status === 200 || status === 201 ? [`${status} without a body`] : []
  if (status === 204) return ['a 204 with a body']
  const problems: string[] = []
  const type = headers['content-type'] ?? 'absent'
  if (!/^application\/scim\+json\b/i.test(type)) problems.push(`the content type is ${type}`)
  const json = parseJson(body)
  if (json === undefined) problems.push(`the body is no JSON: ${body.slice(0, 80)}`)
  if (status >= 400) {
    const schemas = ['urn:ietf:params:scim:api:messages:2.0:Error']
    problems.push(...mismatches({ schemas, status: String(status), detail: { $is: 'nonEmpty' } }, json))
  }
  return problems
}

function expectationProblems(expect: Expectation, status: number, body: Json | undefined): string[] {
  const allowed = [expect.status].flat()
  if (!allowed.includes(status)) {
    const detail = isObject(body) && typeof body.detail === 'string' ? ` (${body.detail})` : ''
    return [`answered ${status}${detail}, expected ${allowed.join(' or ')}`]
  }
  if (status === 204) return []
  return [
    ...(expect.body === undefined ? [] : mismatches(expect.body, body)),
    ...absentProblems(expect.absent, body),
  ]
}

function absentProblems(places: Expectation['absent'], body: Json | undefined): string[] {
  return (places ?? [])
    .filter((place) => valueAt(body, place) !== undefined)
    .map((place) => `${[place].flat().join('.')} is there, expected absent`)
}

function stepOf(check: StateCheck): Step {
  const path = check.id === undefined ? `/${check.type}` : `/${check.type}/${check.id}`
  const query = check.filter === undefined ? {} : { query: { filter: check.filter } }
  return {
    name: check.name,
    request: { method: 'GET', path, ...query },
    expect: { status: check.gone ? 404 : 200 },
  }
}

function stateProblems(check: StateCheck, body: Json | undefined): string[] {
  if (check.gone) return []
  const problems: string[] = []
  const resource = check.filter === undefined ? body : valueAt(body, ['Resources', 0])
  if (check.count !== undefined) problems.push(...mismatches({ totalResults: check.count }, body))
  if (check.body !== undefined) problems.push(...mismatches(check.body, resource, check.type))
  problems.push(...absentProblems(check.absent, resource))
  problems.push(...idProblems('members', check.members, resource))
  problems.push(...idProblems('groups', check.memberOf, resource))
  return problems
}

function idProblems(key: string, expected: string[] | undefined, resource: Json | undefined): string[] {
  if (expected === undefined) return []
  const listed = valueAt(resource, key)
  const ids = Array.isArray(listed) ? listed.map((entry) => String(valueAt(entry, 'value'))) : []
  const same = ids.length === expected.length && expected.every((id) => ids.includes(id))
  return same ? [] : [`${key} are [${ids.sort()}], expected [${[...expected].sort()}]`]
}
