import { changedSince, subscribe, type Topic } from '@/db/announcements'
import type { Ctx } from '@/lib/tenancy/context'

/** Notices of half a second leave together, so that a wave of pushes is two a second at most. */
const GATHER_MILLISECONDS = 500
/** Proxies close what is silent for half a minute. */
const HEARTBEAT_MILLISECONDS = 20_000
const RECHECK_MILLISECONDS = 60_000

/** Next compiles its own copy of this module; the streams of the process are closed together when it stops. */
const shared = globalThis as { rollcallStreams?: Set<() => void> }

function openStreams(): Set<() => void> {
  shared.rollcallStreams ??= new Set()
  return shared.rollcallStreams
}

/** Ends every stream of this process, so that its server can stop. Browsers connect again elsewhere. */
export function closeStreams(): void {
  for (const close of openStreams()) close()
}

/**
 * A stream of server-sent events that says which topics of the company changed: `data: {"topics":["users"]}`.
 * Names of topics only; whoever listens asks the JSON door for what it shows. What changed after `since`, when the
 * page was drawn, is told first. Ends when the browser goes away, when `mayStay`, which is asked every minute, says
 * no or fails, and when the process stops.
 *
 * @param options.since milliseconds since 1970 by the server's clock
 */
export function streamTopics(
  ctx: Ctx,
  options: { signal: AbortSignal; mayStay: () => Promise<boolean>; since: number },
): ReadableStream<Uint8Array> {
  let release = () => false
  return new ReadableStream({
    start(controller) {
      const encoder = new TextEncoder()
      const changed = new Set<Topic>()
      let gathering: NodeJS.Timeout | undefined

      const send = (text: string) => controller.enqueue(encoder.encode(text))
      const sendTopics = () => {
        gathering = undefined
        if (changed.size === 0) return
        send(`data: ${JSON.stringify({ topics: [...changed] })}\n\n`)
        changed.clear()
        gathering = setTimeout(sendTopics, GATHER_MILLISECONDS).unref()
      }
      const unsubscribe = subscribe(ctx.tenantId, (topics) => {
        for (const topic of topics) changed.add(topic)
        if (!gathering) sendTopics()
      })
      const heartbeat = setInterval(send, HEARTBEAT_MILLISECONDS, ': still here\n\n').unref()
      const recheck = setInterval(async () => {
        if (!(await options.mayStay().catch(() => false))) close()
      }, RECHECK_MILLISECONDS).unref()
      const close = () => {
        if (release()) controller.close()
      }
      release = () => {
        if (!openStreams().delete(close)) return false
        unsubscribe()
        clearTimeout(gathering)
        clearInterval(heartbeat)
        clearInterval(recheck)
        return true
      }
      openStreams().add(close)
      options.signal.addEventListener('abort', close, { once: true })
      if (options.signal.aborted) close()
      else {
        send('retry: 2000\n\n')
        for (const topic of changedSince(ctx.tenantId, options.since)) changed.add(topic)
        if (!gathering) sendTopics()
      }
    },
    cancel() {
      release()
    },
  })
}
