import cluster, { type Worker } from 'node:cluster'
import { log } from '@/lib/base/log'

/** A worker that ends sooner than this after its start, in milliseconds, ended in haste. */
const STEADY = 10_000
/** So many of these in a row are a crash loop. */
const HASTY = 5
/** The pause before the first of them is replaced, in milliseconds; it doubles with each. */
const PAUSE = 100
/** Longer than a worker takes to answer what is under way and to write its log, in milliseconds. */
const PATIENCE = 20_000

/** Why no worker is left: they were asked to stop, the first one could not listen, or none of them would stay. */
export type End = 'asked' | 'never-listened' | 'crash-loop'

/** Whether this process is one of several that another one started. */
export const isWorker = cluster.isWorker

/** The number of this worker, counted from 1 as they start; undefined where there is one process alone. */
export const workerNumber = cluster.worker?.id

/**
 * Processes of one program behind one port. Another takes the place of each that dies, after a pause that grows
 * while they die in haste.
 */
export class Workers {
  /** The port that they share, once all of them have started; pending for good when the first ends before it listens. */
  readonly listening: Promise<number>
  readonly ended: Promise<End>
  readonly #environment: Readonly<Record<string, string>>
  /** When each was started. */
  readonly #living = new Map<Worker, number>()
  readonly #pauses = new Set<NodeJS.Timeout>()
  #resolveEnded: (end: End) => void = () => {}
  #hasListened = false
  #hasty = 0
  #end: End | undefined

  /** @param environment what the workers have beside the environment of this process */
  constructor(options: { program: string; count: number; environment: Readonly<Record<string, string>> }) {
    this.#environment = options.environment
    this.ended = new Promise((resolve) => {
      this.#resolveEnded = resolve
    })
    cluster.setupPrimary({ exec: options.program, args: [] })
    cluster.on('exit', (worker, code, signal) => this.#onExit(worker, code, signal))
    this.listening = this.#startAll(options.count)
  }

  /** Asks each to answer what is under way and to stop. */
  stop(): void {
    this.#stop('asked')
  }

  /** The first is alone until it listens: what keeps it from that keeps all of them, and it says so once. */
  async #startAll(count: number): Promise<number> {
    const port = await untilListening(this.#start())
    this.#hasListened = true
    const others = Array.from({ length: this.#end ? 0 : count - 1 }, () => this.#start())
    await Promise.all(others.map(untilListeningOrGone))
    return port
  }

  #start(): Worker {
    const worker = cluster.fork(this.#environment)
    this.#living.set(worker, Date.now())
    log().info({ worker: worker.id, workerPid: worker.process.pid }, 'a worker starts')
    return worker
  }

  #onExit(worker: Worker, code: number, signal: string): void {
    const lived = Date.now() - (this.#living.get(worker) ?? 0)
    this.#living.delete(worker)
    if (this.#end) {
      if (this.#living.size === 0) this.#resolveEnded(this.#end)
    } else if (this.#hasListened) {
      log().error({ worker: worker.id, code, signal }, 'a worker has ended')
      this.#hasty = lived < STEADY ? this.#hasty + 1 : 0
      if (this.#hasty < HASTY) this.#startLater(PAUSE * 2 ** this.#hasty)
      else this.#stop('crash-loop')
    } else {
      this.#stop('never-listened')
    }
  }

  #startLater(milliseconds: number): void {
    const pause = setTimeout(() => {
      this.#pauses.delete(pause)
      this.#start()
    }, milliseconds)
    this.#pauses.add(pause)
  }

  #stop(end: End): void {
    if (this.#end) return
    this.#end = end
    for (const pause of this.#pauses) clearTimeout(pause)
    if (this.#living.size === 0) this.#resolveEnded(end)
    this.#signal('SIGTERM')
    setTimeout(() => this.#signal('SIGKILL'), PATIENCE).unref()
  }

  #signal(signal: NodeJS.Signals): void {
    for (const worker of this.#living.keys()) worker.process.kill(signal)
  }
}

function untilListening(worker: Worker): Promise<number> {
  return new Promise((resolve) => worker.once('listening', ({ port }) => resolve(port)))
}

function untilListeningOrGone(worker: Worker): Promise<unknown> {
  const gone = new Promise((resolve) => worker.once('exit', resolve))
  return Promise.race([untilListening(worker), gone])
}

/** Calls `stop` when the process that started this worker is gone; left to Node, the worker would end at once. */
export function onOrphaned(stop: () => void): void {
  if (!cluster.worker) return
  cluster.worker.exitedAfterDisconnect = true
  process.once('disconnect', stop)
}
