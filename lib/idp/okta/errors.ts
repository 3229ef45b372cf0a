import { STATUS_CODES } from 'node:http'
import { IdpTaskError, type TaskFailure } from '../task-error'

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

/** A task that failed for good, worded as Okta's Tasks list words it, the server's `detail` at the end. */
export class OktaTaskError extends IdpTaskError {
  override readonly name = 'OktaTaskError'

  constructor(failure: TaskFailure, cause?: unknown) {
    super(failure, cause, sentence(failure))
  }
}

function sentence({ task, subject, status, detail }: TaskFailure): string {
  const what = subject ? `${task} “${subject}” failed` : `${task} failed`
  if (status === undefined || status < 400) return `${what}: ${detail}`
  return `${what}: ${STATUS_CODES[status] ?? status}. Errors reported by remote server: ${detail}`
}
