import { type Call, Connection } from './connection'

export type Measure = {
  /** Requests a second. */
  rate: number
  /** Milliseconds. */
  p50: number
  p99: number
  /** Answers that were not what the operation expects. */
  wrong: number
  requests: number
}

export type Target = { port: number; headers: Readonly<Record<string, string>> }

/**
 * Drives one operation for `seconds` over `connections` sockets, each sending its next request when the answer
 * to the last has arrived. `next` makes the request of a running number, which begins at `from`.
 */
export async function drive(
  { port, headers }: Target,
  next: (index: number) => Call,
  expected: number,
  options: { seconds: number; connections: number; from: number },
): Promise<Measure> {
  const times: number[] = []
  let wrong = 0
  let index = options.from
  const started = performance.now()
  const end = started + options.seconds * 1000
  const worker = async () => {
    const connection = new Connection(port, headers)
    while (performance.now() < end) {
      const call = next(index++)
      const at = performance.now()
      const { status } = await connection.send(call)
      times.push(performance.now() - at)
      if (status !== expected) wrong += 1
    }
    connection.close()
  }
  await Promise.all(Array.from({ length: options.connections }, worker))
  return { ...summary(times, performance.now() - started), wrong }
}

/** @param times of each request, and @param elapsed of all, in milliseconds */
export function summary(times: number[], elapsed: number): Omit<Measure, 'wrong'> {
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  return { rate: (times.length * 1000) / elapsed, p50: at(0.5), p99: at(0.99), requests: times.length }
}
