import type { ProblemOpened, WriteSucceeded } from '@/db/queries/problems'
import type { RequestRow } from '@/db/queries/requests'
import { newId } from '@/lib/base/id'
import { fold } from '@/lib/scim'
import { operationsOf } from './bulk-operations'
import { isWrite, type Subject, subjectOf } from './calls'
import { type Cause, causeOf } from './causes'
import { redactText } from './redact'

/** What a row must tell for its outcome to be known. */
export type Logged = Pick<
  RequestRow,
  | 'id'
  | 'at'
  | 'integrationId'
  | 'method'
  | 'path'
  | 'status'
  | 'scimType'
  | 'detail'
  | 'refusal'
  | 'resourceId'
  | 'requestBody'
  | 'responseBody'
>

/** What the provider sends again by itself, or what failed without leaving anything undone. */
const LEAVES_NOTHING_UNDONE: ReadonlySet<Cause> = new Set(['token', 'too-many'])

/**
 * What a batch of calls says about problems, in the order in which they came: writes that failed and were not made
 * good within the batch, and everything that succeeded.
 */
export function outcomesOf(rows: readonly Logged[]): {
  opened: ProblemOpened[]
  succeeded: WriteSucceeded[]
} {
  const opened = new Map<string, ProblemOpened>()
  const succeeded = new Map<string, WriteSucceeded>()
  for (const row of rows.filter(isWrite).flatMap(operationsOf)) {
    const subject = subjectOf(row)
    if (!row.integrationId || !subject) continue
    if (row.status < 400) {
      const success = successOf(row.integrationId, subject, row.at)
      succeeded.set(`${row.integrationId} ${success.subject}`, success)
      for (const [key, problem] of opened) if (isAbout(problem, success)) opened.delete(key)
    } else {
      const problem = problemOf(row, subject)
      if (!problem) continue
      const key = `${problem.integrationId} ${problem.cause} ${problem.subject}`
      const before = opened.get(key)
      opened.set(key, before ? { ...problem, firstAt: before.firstAt, times: before.times + 1 } : problem)
    }
  }
  return { opened: [...opened.values()], succeeded: [...succeeded.values()] }
}

/** The same person or group by one name in all its requests: what it is called, else its id. */
export function keyOf({ type, id, name }: Subject): string {
  return redactText(`${type}:${name === null ? id : fold(name)}`, 300)
}

function successOf(integrationId: string, subject: Subject, at: Date): WriteSucceeded {
  return { integrationId, subject: keyOf(subject), resourceId: subject.id, at }
}

function isAbout(problem: ProblemOpened, success: WriteSucceeded): boolean {
  if (problem.integrationId !== success.integrationId) return false
  return (
    problem.subject === success.subject ||
    (problem.resourceId !== null && problem.resourceId === success.resourceId)
  )
}

function problemOf(row: Logged, subject: Subject): ProblemOpened | undefined {
  const cause = causeOf(row)
  if (!row.integrationId || !cause || LEAVES_NOTHING_UNDONE.has(cause)) return undefined
  // Deleting what is not there leaves it as it was meant to be.
  if (row.method === 'DELETE' && cause === 'not-found') return undefined
  if (subject.id === null && subject.name === null) return undefined
  return {
    id: newId(),
    integrationId: row.integrationId,
    cause,
    subject: keyOf(subject),
    resourceType: subject.type,
    resourceId: subject.id,
    label: redactText(subject.name ?? '', 200),
    detail: row.detail ?? '',
    requestId: row.id,
    firstAt: row.at,
    lastAt: row.at,
    times: 1,
  }
}
