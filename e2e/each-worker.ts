import { request as open } from 'node:http'
import { setTimeout } from 'node:timers/promises'

export type WorkerAnswer = {
  worker: string
  status: number
  body: string
  headers: Record<string, string | string[] | undefined>
}

export type Ask = { method?: string; headers?: Record<string, string>; body?: string }

/** Whoever meets a worker that dies at that moment is not answered, in milliseconds. */
const PATIENCE = 10_000

/** Who was answered by the same worker again waits so long: a token has so many requests a second. In milliseconds. */
const PAUSE = 60

/** More tries than it takes: connections go to the workers in turn. */
const TRIES = 200

/** Sends one request on a connection of its own. */
export function askOnce(url: string, { method = 'GET', headers, body }: Ask = {}): Promise<WorkerAnswer> {
  return new Promise((resolve, reject) => {
    const sent = open(url, { method, agent: false, timeout: PATIENCE, headers: { ...headers } }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('error', reject)
      answer.on('end', () =>
        resolve({
          worker: String(answer.headers['x-rollcall-worker']),
          status: answer.statusCode ?? 0,
          body: Buffer.concat(chunks).toString('utf8'),
          headers: answer.headers,
        }),
      )
    })
    sent.on('error', reject)
    sent.on('timeout', () => sent.destroy(new Error(`No answer from ${url}.`)))
    sent.end(body)
  })
}

/** Asks until `count` workers have answered; the last answer of each. */
export async function askEach(url: string, ask: Ask = {}, count = 2): Promise<WorkerAnswer[]> {
  const answers = new Map<string, WorkerAnswer>()
  for (let tries = 0; answers.size < count; tries++) {
    if (tries === TRIES) throw new Error(`Only ${answers.size} workers answer at ${url}.`)
    const answer = await askOnce(url, ask)
    if (answers.has(answer.worker)) await setTimeout(PAUSE)
    answers.set(answer.worker, answer)
  }
  return [...answers.values()]
}

/** Asks until this worker answers. */
export async function askWorker(worker: string, url: string, ask: Ask = {}): Promise<WorkerAnswer> {
  for (let tries = 0; tries < TRIES; tries++) {
    const answer = await askOnce(url, ask)
    if (answer.worker === worker) return answer
    await setTimeout(PAUSE)
  }
  throw new Error(`Worker ${worker} does not answer at ${url}.`)
}

/** Opens a stream of server-sent events at each of `count` workers; answers what each has sent so far. */
export async function streamFromEach(
  url: string,
  headers: Record<string, string>,
  count = 2,
): Promise<{ worker: string; text(): string; close(): void }[]> {
  const streams = new Map<string, { worker: string; text(): string; close(): void }>()
  for (let tries = 0; streams.size < count; tries++) {
    if (tries === TRIES) throw new Error(`Only ${streams.size} workers stream at ${url}.`)
    const stream = await openStream(url, headers)
    if (streams.has(stream.worker)) stream.close()
    else streams.set(stream.worker, stream)
  }
  return [...streams.values()]
}

function openStream(url: string, headers: Record<string, string>) {
  return new Promise<{ worker: string; text(): string; close(): void }>((resolve, reject) => {
    const sent = open(url, { agent: false, headers }, (answer) => {
      if (answer.statusCode !== 200) return reject(new Error(`The stream answered ${answer.statusCode}.`))
      let text = ''
      answer.on('data', (chunk: Buffer) => {
        text += chunk.toString('utf8')
      })
      answer.on('error', () => {})
      resolve({
        worker: String(answer.headers['x-rollcall-worker']),
        text: () => text,
        close: () => sent.destroy(),
      })
    })
    sent.on('error', reject)
    sent.end()
  })
}
