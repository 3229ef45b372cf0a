import { AsyncLocalStorage } from 'node:async_hooks'
import type { ServerResponse } from 'node:http'

type Failure = { status?: number }

/** Next compiles its own copy of this module beside the one of server.ts; the store is one for the process. */
const shared = globalThis as { rollcallFailures?: AsyncLocalStorage<Failure> }

function failures(): AsyncLocalStorage<Failure> {
  shared.rollcallFailures ??= new AsyncLocalStorage()
  return shared.rollcallFailures
}

/** What the answer to the page or action under way is, should it fail: Next itself knows of 500 alone. */
export function noteFailure(status: 401 | 403 | 503): void {
  const failure = failures().getStore()
  if (failure) failure.status = status
}

const RETRY_AFTER_SECONDS = '5'

/** Runs `show`, which answers a page. Where that fails for a reason that was noted, the status says so. */
export function withStatusOfFailure<T>(response: ServerResponse, show: () => T): T {
  const failure: Failure = {}
  const writeHead = response.writeHead.bind(response) as (
    status: number,
    ...rest: unknown[]
  ) => ServerResponse
  const tell = (status: number, ...rest: unknown[]) => {
    const told = status === 500 ? (failure.status ?? 500) : status
    if (told === 503) response.setHeader('retry-after', RETRY_AFTER_SECONDS)
    return writeHead(told, ...rest)
  }
  response.writeHead = tell as typeof response.writeHead
  return failures().run(failure, show)
}
