import { Agent, request } from 'node:http'

export type Call = { method: string; path: string; body?: string }

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

export type Target = { port: number; headers: Record<string, string> }

/**
 * Drives one operation for `seconds` over `connections` sockets, each sending its next request when the answer
 * to the last has arrived. `next` makes the request of a running number.
 */
export async function drive(
  target: Target,
  next: (index: number) => Call,
  expected: number,
  options: { seconds: number; connections: number; from: number },
): Promise<Measure> {
  const agent = new Agent({ keepAlive: true, maxSockets: options.connections })
  const times: number[] = []
  let wrong = 0
  let index = options.from
  const started = performance.now()
  const end = started + options.seconds * 1000
  const worker = async () => {
    while (performance.now() < end) {
      const at = performance.now()
      const status = await send(agent, target, next(index++))
      times.push(performance.now() - at)
      if (status !== expected) wrong += 1
    }
  }
  await Promise.all(Array.from({ length: options.connections }, worker))
  const seconds = (performance.now() - started) / 1000
  agent.destroy()
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  return { rate: times.length / seconds, p50: at(0.5), p99: at(0.99), wrong, requests: times.length }
}

function send(agent: Agent, { port, headers }: Target, { method, path, body }: Call): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        agent,
        host: '127.0.0.1',
        port,
        method,
        path,
        headers:
          body === undefined
            ? headers
            : {
                ...headers,
                'content-type': 'application/scim+json',
                'content-length': Buffer.byteLength(body),
              },
      },
      (answer) => {
        answer.on('end', () => resolve(answer.statusCode ?? 0))
        answer.on('error', reject)
        answer.resume()
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}
