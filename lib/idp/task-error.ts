import { STATUS_CODES } from 'node:http'

export type TaskFailure = {
  /** What the administrator did, in the provider's words. */
  task: string
  /** The login or the group name; empty for a task of the whole app. */
  subject: string
  /** `undefined` when no answer came. */
  status: number | undefined
  scimType?: string
  /** The server's own sentence, which providers show to their administrators. */
  detail: string
}

/** A task of a simulated client that failed for good, the server's `detail` at the end. */
export class IdpTaskError extends Error implements TaskFailure {
  override readonly name: string = 'IdpTaskError'
  readonly task: string
  readonly subject: string
  readonly status: number | undefined
  readonly scimType?: string
  readonly detail: string

  /** @param worded the whole message, where a provider words it in its own way */
  constructor(failure: TaskFailure, cause?: unknown, worded = sentence(failure)) {
    super(worded, { cause })
    this.task = failure.task
    this.subject = failure.subject
    this.status = failure.status
    if (failure.scimType !== undefined) this.scimType = failure.scimType
    this.detail = failure.detail
  }
}

function sentence({ task, subject, status, detail }: TaskFailure): string {
  const what = subject ? `${task} “${subject}” failed` : `${task} failed`
  return status === undefined || status < 400
    ? `${what}: ${detail}`
    : `${what}: ${status} ${STATUS_CODES[status] ?? ''}. ${detail}`
}
