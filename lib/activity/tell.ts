import type { RequestChange } from '@/db/queries/request-changes'
import type { LogRow } from '@/db/queries/request-log'
import { tellChange } from '@/lib/history/sentence'
import type { Text } from '@/lib/messages/text'
import { isWrite, type Subject, subjectOf } from './calls'
import { causeOf } from './causes'

/** What a line of the log is told from. */
export type ToldCall = Pick<
  LogRow,
  | 'method'
  | 'path'
  | 'query'
  | 'status'
  | 'scimType'
  | 'detail'
  | 'refusal'
  | 'resourceId'
  | 'requestBody'
  | 'responseBody'
>

/** A value that a filter compares with: `userName eq "grace@acme.com"` looks for grace@acme.com. */
const COMPARED = /\b(?:eq|co|sw)\s+"((?:[^"\\]|\\.)*)"/i
const DISCOVERY = /^(?:\/v2)?\/+(serviceproviderconfig|resourcetypes|schemas)\b/i
const LONGEST = 80

/**
 * What a call did, as a sentence without its subject, the integration: from what became different where something
 * did, so that a PUT and a PATCH read alike; else from what was asked. `name` is what the person or group is called.
 */
export function tellCall(call: ToldCall, changes: readonly RequestChange[], name: string | null): Text {
  if (call.refusal !== null) return { key: `activity.refused.${refusalOf(call.refusal)}` }
  const subject = subjectOf(call)
  if (call.status >= 400) return tellFailure(call, subject, name)
  const [first] = changes
  if (first) return tellChanges(first)
  return isWrite(call) ? tellNothing(call, subject, name) : tellRead(call, subject, name)
}

function tellChanges(first: RequestChange): Text {
  const what = tellChange(first)
  if (first.total === 1) return { key: 'activity.did', values: { what } }
  return { key: 'activity.didMore', values: { what, more: first.total - 1 } }
}

function tellFailure(call: ToldCall, subject: Subject | undefined, name: string | null): Text {
  const cause = causeOf(call) ?? 'other'
  const why: Text = { key: `problems.causes.${cause}.title` }
  const who = shorten(subject?.name ?? name ?? subject?.id ?? null)
  if (who === null || !subject) return { key: 'activity.rejected', values: { why } }
  return { key: 'activity.rejectedOf', values: { who, why } }
}

function tellNothing(call: ToldCall, subject: Subject | undefined, name: string | null): Text {
  const who = shorten(name ?? subject?.name ?? null)
  if (/\/bulk\/*$/i.test(call.path)) return { key: 'activity.bulkUnchanged' }
  return who === null ? { key: 'activity.unchanged' } : { key: 'activity.unchangedOf', values: { who } }
}

function tellRead(call: ToldCall, subject: Subject | undefined, name: string | null): Text {
  if (DISCOVERY.test(call.path)) return { key: 'activity.discovered' }
  if (subject?.id) {
    return { key: 'activity.read', values: { who: shorten(name ?? subject.name) ?? subject.id } }
  }
  const asked = `${new URLSearchParams(call.query).get('filter') ?? ''} ${call.method === 'POST' ? (call.requestBody ?? '').replaceAll('\\"', '"') : ''}`
  const wanted = shorten(COMPARED.exec(asked)?.[1] ?? null)
  if (wanted !== null) return { key: 'activity.lookedFor', values: { wanted } }
  if (/^(?:\/v2)?\/+groups/i.test(call.path)) return { key: 'activity.listedGroups' }
  return /^(?:\/v2)?\/+users/i.test(call.path) ? { key: 'activity.listedUsers' } : { key: 'activity.asked' }
}

const REFUSALS = ['missing', 'foreign', 'truncated', 'mismatch', 'revoked', 'expired', 'deleted'] as const

function refusalOf(refusal: string): (typeof REFUSALS)[number] {
  return REFUSALS.find((each) => each === refusal) ?? 'foreign'
}

function shorten(text: string | null): string | null {
  if (text === null || text === '') return null
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
