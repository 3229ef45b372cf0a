import type { Data } from './data'
import { drive, type Measure, type Target } from './load'
import type { Operation } from './operations'
import type { Measured, Vitals } from './processes'

/** One of two servers that take turns. */
export type Side = {
  readonly server: Measured
  readonly target: Target
  readonly base: string
  readonly data: Data
}

/** Of one side: the round in the middle, with what it took. Shares of one processor, not of the machine. */
export type Result = Measure & {
  cpu: { server: number; postgres: number; load: number }
  loopMilliseconds: Vitals['loopMilliseconds']
  megabytes: number
}

export type Row = { name: string; isBound: boolean; one: Result; other: Result; ratio: number }

type Turn = { readonly side: Side; from: number; readonly results: Result[] }

export type Plan = { seconds: number; rounds: number; connections: number; postgresCpu: () => number }

/** Until the compiler of JavaScript has seen what is asked often; a wave of provisioning lasts far longer. */
const WARMING_SECONDS = 4

/**
 * Drives two servers in turn with one operation, several rounds; the first warms up and is not counted.
 * `ratio` is the median of the rounds' ratios of rates, `one` to `other`.
 */
export async function compare(operation: Operation, one: Side, other: Side, plan: Plan): Promise<Row> {
  const turns = [
    { side: one, from: 0, results: [] },
    { side: other, from: 0, results: [] },
  ] as [Turn, Turn]
  for (let round = 0; round <= plan.rounds; round++) {
    for (const turn of turns) {
      const result = await measure(operation, turn.side, { ...plan, from: turn.from, isWarming: round === 0 })
      turn.from += result.requests + plan.connections
      if (round > 0) turn.results.push(result)
    }
  }
  const [{ results: ones }, { results: others }] = turns
  const ratios = ones.map(({ rate }, round) => rate / (others[round]?.rate ?? Number.NaN))
  return {
    name: operation.name,
    isBound: operation.isBound,
    one: middle(ones, ({ rate }) => rate),
    other: middle(others, ({ rate }) => rate),
    ratio: middle(ratios, (ratio) => ratio),
  }
}

async function measure(
  { call, expected }: Operation,
  { server, target, base, data }: Side,
  plan: Plan & { from: number; isWarming: boolean },
): Promise<Result> {
  const before = await server.vitals('begin')
  const postgres = plan.postgresCpu()
  const load = process.cpuUsage()
  const started = performance.now()
  const driven = await drive(target, (index) => call(base, data, index), expected, {
    seconds: plan.isWarming ? WARMING_SECONDS : plan.seconds,
    connections: plan.connections,
    from: plan.from,
  })
  const seconds = (performance.now() - started) / 1000
  const { user, system } = process.cpuUsage(load)
  const after = await server.vitals('end')
  return {
    ...driven,
    cpu: {
      server: (after.cpuSeconds - before.cpuSeconds) / seconds,
      postgres: (plan.postgresCpu() - postgres) / seconds,
      load: (user + system) / 1e6 / seconds,
    },
    loopMilliseconds: after.loopMilliseconds,
    megabytes: after.megabytes,
  }
}

function middle<T>(values: readonly T[], by: (value: T) => number): T {
  return [...values].sort((a, b) => by(a) - by(b))[Math.floor(values.length / 2)] as T
}
