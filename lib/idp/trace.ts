import type { JsonObject } from './json'

/** One request of a simulated client, with what came back. Never holds the token or a password. */
export type TraceEntry = {
  /** The operation of the administrator that caused it, in the provider's own words. */
  task: string
  /** When it was sent, in milliseconds since 1970. */
  at: number
  method: string
  /** Below the base URL, with the query as it was sent. */
  path: string
  /** `undefined` when no answer came. */
  status: number | undefined
  ms: number
  /** 1 for the first try; more after a 429. */
  attempt: number
  /** The server's `detail`, or why no answer came; only on failures. */
  detail?: string
  /** Only when the client records bodies. */
  request?: JsonObject
  response?: string
}

/** What the requests of one task came to; times in milliseconds. */
export type TraceSummary = {
  task: string
  requests: number
  /** Answers by status, ascending; key 0 counts the requests that got no answer. */
  answers: [status: number, count: number][]
  p50: number
  p95: number
  max: number
}

/** Sums a trace up by task, in the order in which the tasks first appear. */
export function summariseTrace(trace: readonly TraceEntry[]): TraceSummary[] {
  const byTask = new Map<string, TraceEntry[]>()
  for (const entry of trace) {
    const entries = byTask.get(entry.task)
    if (entries) entries.push(entry)
    else byTask.set(entry.task, [entry])
  }
  return [...byTask].map(([task, entries]) => summary(task, entries))
}

/** One summary over a whole trace. */
export function summariseAll(trace: readonly TraceEntry[]): TraceSummary {
  return summary('All', trace)
}

function summary(task: string, entries: readonly TraceEntry[]): TraceSummary {
  const times = entries.map((entry) => entry.ms).sort((a, b) => a - b)
  const answers = new Map<number, number>()
  for (const { status = 0 } of entries) answers.set(status, (answers.get(status) ?? 0) + 1)
  return {
    task,
    requests: entries.length,
    answers: [...answers].sort(([a], [b]) => a - b),
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
    max: times.at(-1) ?? 0,
  }
}

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0
}
