import Table from 'cli-table3'
import type { Result, Row } from './compare'

/** What design §7 asks for. */
const BOUNDS = { ratio: 0.6, growth: 1.5, megabytes: 350, loopMilliseconds: 10 }

export type Report = {
  people: number
  members: number
  rows: readonly Row[]
  megabytes: { atRest: number; most: number }
}

/** The comparison with the floor as a table. */
export function printReport({ people, members, rows, megabytes }: Report): string {
  const table = new Table({
    head: [
      ...['operation', 'req/s', 'p50 ms', 'p99 ms', 'floor req/s', 'p50', 'ratio'],
      ...['CPU ms', 'floor CPU ms', 'load', 'MB', 'loop ms p50', 'p99', 'wrong'],
    ],
    style: { head: [], border: [] },
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
    colAligns: ['left', ...Array.from({ length: 13 }, () => 'right' as const)],
  })
  for (const { name, isBound, one, other, ratio } of rows) {
    table.push([
      name,
      one.rate.toFixed(0),
      one.p50.toFixed(1),
      one.p99.toFixed(1),
      other.rate.toFixed(0),
      other.p50.toFixed(1),
      `${ratio.toFixed(2)}${isBound ? '' : '*'}`,
      cpuOf(one),
      cpuOf(other),
      `${(100 * one.cpu.load).toFixed(0)} %`,
      one.megabytes.toFixed(0),
      one.loopMilliseconds.p50.toFixed(1),
      one.loopMilliseconds.p99.toFixed(1),
      one.wrong + other.wrong,
    ])
  }
  return [
    `${people.toLocaleString('en')} people, ${members.toLocaleString('en')} members in the group.`,
    table.toString(),
    `Memory: ${megabytes.atRest.toFixed(0)} MB at rest, ${megabytes.most.toFixed(0)} MB at most.`,
    'CPU: milliseconds of a processor for each request, of the server and of PostgreSQL; load: what the',
    'generator took of a processor. * not one of the six that are held to a share of the floor.\n',
  ].join('\n')
}

/** What falls short of design §7, as sentences. */
export function shortfalls({ rows, megabytes }: Report): string[] {
  const short: string[] = []
  for (const { name, isBound, ratio, one, other } of rows) {
    if (isBound && ratio < BOUNDS.ratio) {
      short.push(`${name}: ${ratio.toFixed(2)} of the floor; ${BOUNDS.ratio} is asked.`)
    }
    if (one.wrong + other.wrong > 0) {
      short.push(`${name}: ${one.wrong} answers were wrong, and ${other.wrong} of the floor.`)
    }
    if (one.loopMilliseconds.p50 >= BOUNDS.loopMilliseconds) {
      short.push(`${name}: the event loop was ${one.loopMilliseconds.p50.toFixed(1)} ms late in the median.`)
    }
  }
  if (Math.max(megabytes.atRest, megabytes.most) >= BOUNDS.megabytes) {
    short.push(`Memory reached ${megabytes.most.toFixed(0)} MB; ${BOUNDS.megabytes} are allowed.`)
  }
  return short
}

const cpuOf = ({ cpu, rate }: Result) =>
  `${((1000 * cpu.server) / rate).toFixed(2)} + ${((1000 * cpu.postgres) / rate).toFixed(2)}`
