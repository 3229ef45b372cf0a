import { STATUS_CODES } from 'node:http'

/** What an administrator does in Okta; the words stand in the Tasks list, the trace and the closing table. */
export type OktaTaskKind =
  | 'Test connection'
  | 'Assign person'
  | 'Update profile'
  | 'Deactivate person'
  | 'Reactivate person'
  | 'Unassign person'
  | 'Push group'
  | 'Change members'
  | 'Rename group'
  | 'Push Now'
  | 'Link group'
  | 'Unlink group'
  | 'Import users'
  | 'Import groups'

export type OktaFailure = {
  task: OktaTaskKind
  /** The login or the group name; empty for a whole-app task. */
  subject: string
  /** `undefined` when no answer came. */
  status: number | undefined
  scimType?: string
  /** The server's own sentence, which Okta shows to the administrator. */
  detail: string
}

/** A task that failed for good, worded as Okta's Tasks list words it, the server's `detail` at the end. */
export class OktaTaskError extends Error implements OktaFailure {
  override readonly name = 'OktaTaskError'
  readonly task: OktaTaskKind
  readonly subject: string
  readonly status: number | undefined
  readonly scimType?: string
  readonly detail: string

  constructor(failure: OktaFailure, cause?: unknown) {
    super(sentence(failure), { cause })
    this.task = failure.task
    this.subject = failure.subject
    this.status = failure.status
    if (failure.scimType !== undefined) this.scimType = failure.scimType
    this.detail = failure.detail
  }
}

function sentence({ task, subject, status, detail }: OktaFailure): string {
  const what = subject ? `${task} “${subject}” failed` : `${task} failed`
  if (status === undefined || status < 400) return `${what}: ${detail}`
  return `${what}: ${STATUS_CODES[status] ?? status}. Errors reported by remote server: ${detail}`
}
