import type { Topic } from '../data/search'

/** `connecting`: for the first time. `live`: changes arrive as they happen. `reconnecting`: not now. `polling`: asked for every 5 seconds instead. */
export type LiveState = 'connecting' | 'live' | 'reconnecting' | 'polling'

const TOPICS: readonly Topic[] = ['users', 'groups', 'requests', 'integrations', 'exports', 'reviews']
const HIDDEN_FOR_MS = 60_000
const POLL_EVERY_MS = 5_000
const RETRY_AFTER_MS = 15_000

/**
 * One stream of change notices. It reports topics, never content. When the stream cannot be had it reports every topic
 * each 5 seconds and keeps trying; after 60 seconds in a hidden tab it closes, and catches up when the tab is seen
 * again. Returns how to end it.
 */
export function openStream(
  url: string,
  on: { onState: (state: LiveState) => void; onTopics: (topics: readonly Topic[]) => void },
): () => void {
  let source: EventSource | undefined
  let polling: ReturnType<typeof setInterval> | undefined
  let retry: ReturnType<typeof setTimeout> | undefined
  let hidden: ReturnType<typeof setTimeout> | undefined
  let missed = false

  function connect() {
    clearTimeout(retry)
    source?.close()
    source = new EventSource(url)
    source.onopen = () => {
      clearInterval(polling)
      polling = undefined
      on.onState('live')
      // What happened while nobody listened is not told again.
      if (missed) on.onTopics(TOPICS)
      missed = false
    }
    source.onmessage = (event) => on.onTopics(readTopics(event.data))
    source.onerror = () => {
      missed = true
      // The browser reconnects by itself unless it was refused; then it is up to us.
      if (source?.readyState === EventSource.CLOSED) retry = setTimeout(connect, RETRY_AFTER_MS)
      if (polling) return
      on.onState('reconnecting')
      polling = setInterval(() => {
        on.onState('polling')
        on.onTopics(TOPICS)
      }, POLL_EVERY_MS)
    }
  }

  function stop() {
    source?.close()
    source = undefined
    clearInterval(polling)
    polling = undefined
    clearTimeout(retry)
    clearTimeout(hidden)
  }

  function onVisibility() {
    clearTimeout(hidden)
    if (document.hidden) {
      hidden = setTimeout(() => {
        stop()
        missed = true
        on.onState('reconnecting')
      }, HIDDEN_FOR_MS)
    } else if (!source) connect()
  }

  document.addEventListener('visibilitychange', onVisibility)
  connect()
  return () => {
    document.removeEventListener('visibilitychange', onVisibility)
    stop()
  }
}

function readTopics(data: string): readonly Topic[] {
  try {
    const { topics } = JSON.parse(data) as { topics?: unknown }
    return Array.isArray(topics) ? TOPICS.filter((topic) => topics.includes(topic)) : []
  } catch {
    return []
  }
}
