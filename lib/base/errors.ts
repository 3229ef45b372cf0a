import type { Text } from '@/lib/messages/text'

export type AppErrorCode =
  | 'unauthenticated'
  | 'forbidden'
  /** Theirs to do, once they have proved anew that it is them. */
  | 'step-up'
  | 'not-found'
  | 'conflict'
  | 'invalid'
  | 'limit'
  | 'unavailable'

/**
 * What a verb throws when it cannot do what was asked. It says what happened and knows no transport: the
 * SCIM door, the actions and the pages each map the code to their own answer, and `text` to a language.
 */
export class AppError extends Error {
  readonly code: AppErrorCode
  readonly text: Text
  /** The input that is at fault, for forms. */
  readonly field: string | undefined
  /** What Next passes on to the browser of an error whose words it withholds; unset, a fingerprint of it. */
  readonly digest: string | undefined

  constructor(code: AppErrorCode, text: Text, options: { field?: string; cause?: unknown } = {}) {
    super(text.key, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.text = text
    this.field = options.field
    this.digest = code === 'unavailable' || code === 'unauthenticated' ? code : undefined
  }
}
