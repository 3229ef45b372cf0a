import { DrizzleQueryError } from 'drizzle-orm'
import { AppError } from '@/lib/base/errors'
import { noteFailure } from '@/lib/base/page-status'

/**
 * SQLSTATE classes and codes, and socket errors, that mean "the database is away" or busy, not "the statement is
 * wrong".
 */
const AWAY = new Set([
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now
  '53300', // too_many_connections
  '55P03', // lock_not_available: others have held a row for as long as one waits
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
])

/** Messages of pg that carry no code. */
const AWAY_MESSAGES = [
  'Connection terminated',
  'timeout exceeded when trying to connect',
  'Client has encountered a connection error',
  'Client was closed',
  'Cannot use a pool after calling end',
]

type DatabaseFailure = { code?: string; message?: string; constraint?: string; cause?: unknown }

/** True when trying again later may succeed without anybody mending anything here. */
function isUnavailable(error: unknown): boolean {
  const { code, message, cause } = (error ?? {}) as DatabaseFailure
  if (code && (AWAY.has(code) || code.startsWith('08'))) return true
  if (message && AWAY_MESSAGES.some((start) => message.startsWith(start))) return true
  return cause !== undefined && cause !== error && isUnavailable(cause)
}

/** What a write throws when it finds that another came between two of its steps. */
export class WritersMet extends Error {
  readonly code = '40001'
}

/** Two transactions stood in each other's way; running the whole of one again is the remedy. */
export function isConflictOfWriters(error: unknown): boolean {
  const code = (error as DatabaseFailure | undefined)?.code
  return code === '40001' || code === '40P01'
}

/** What a unique index protects, by the index's name: the one place that knows both. */
const TAKEN: Record<string, string> = {
  users_user_name_taken: 'userName',
  groups_display_name_taken: 'displayName',
  groups_local_name_taken: 'displayName',
  integrations_name_taken: 'name',
  saved_views_name_taken: 'name',
  entitlements_value_taken: 'value',
  people_email_taken: 'email',
  tenants_slug_taken: 'slug',
}

/** The attribute whose value is taken, when `error` is a violation of one of the product's unique indexes. */
export function takenAttribute(error: unknown): string | undefined {
  const { code, constraint, cause } = (error ?? {}) as DatabaseFailure
  if (code === '23505' && constraint) return TAKEN[constraint]
  return cause !== undefined && cause !== error ? takenAttribute(cause) : undefined
}

/** References to the integration that a call belongs to: broken when it was deleted while the call was under way. */
const BELONGS_TO_INTEGRATION = new Set(['users_manager', 'groups_manager', 'problems_integration'])

/**
 * PostgreSQL's own error, or the AppError that says the database, or the integration, is gone. Drizzle's wrapping is
 * taken off: it carries the statement's parameters, which have no place in a log.
 */
export function explainFailure(failure: unknown): unknown {
  const error = failure instanceof DrizzleQueryError && failure.cause ? failure.cause : failure
  const { code, constraint = '' } = (error ?? {}) as DatabaseFailure
  if (code === '23503' && BELONGS_TO_INTEGRATION.has(constraint)) {
    return new AppError('unauthenticated', { key: 'errors.integrationDeleted' }, { cause: error })
  }
  if (!isUnavailable(error)) return error
  noteFailure(503)
  return new AppError('unavailable', { key: 'errors.unavailable' }, { cause: error })
}
