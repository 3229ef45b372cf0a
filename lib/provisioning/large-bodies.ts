import { unavailable } from '@/lib/scim'

/** A body becomes several times its size while it is worked on: of a group of 100,000 members, some sixty megabytes. */
const LARGE_BYTES = 2_097_152
/** So many may wait for the one before them. */
const MOST_WAITING = 8
const RETRY_AFTER_SECONDS = 5

let last: Promise<unknown> = Promise.resolve()
let waiting = 0

/**
 * Works on large bodies one after the other, so that many at once do not fill the memory of the process; others go
 * straight on. @throws ScimError 503 when too many wait already
 */
export function takeInTurn<T>({ byteLength }: Uint8Array, work: () => Promise<T>): Promise<T> {
  if (byteLength <= LARGE_BYTES) return work()
  if (waiting > MOST_WAITING) {
    throw unavailable(
      'Several very large requests are being worked on. Nothing was changed; send this one again.',
      RETRY_AFTER_SECONDS,
    )
  }
  waiting += 1
  const done = last.then(work).finally(() => {
    waiting -= 1
  })
  last = done.catch(() => {})
  return done
}
