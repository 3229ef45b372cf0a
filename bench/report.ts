import Table from 'cli-table3'
import type { Result, Row } from './compare'
import type { StartReport } from './start'
import type { Wave } from './waves'

/** What design §7 asks for. */
const BOUNDS = { ratio: 0.6, growth: 1.5, megabytes: 350, loopMilliseconds: 10, startMilliseconds: 3_000 }

type Size = { people: number; members: number }

/** The product (`one`) beside the floor (`other`). */
export type FloorReport = Size & {
  rows: readonly Row[]
  megabytes: { atRest: number; most: number }
  /** Not measured where only some operations are. */
  start: StartReport | undefined
}

/** The small company (`one`) beside the large one (`other`). */
export type ScaleReport = Size & {
  small: Size
  fillSeconds: number
  rows: readonly Row[]
  waves: readonly Wave[]
  megabytes: { atRest: number; most: number }
}

export function printFloorReport({ people, members, rows, megabytes, start }: FloorReport): string {
  const table = tableOf([
    ...['operation', 'req/s', 'p50 ms', 'p99 ms', 'floor req/s', 'p50', 'ratio'],
    ...['CPU ms', 'floor CPU ms', 'load', 'MB', 'loop ms p50', 'p99', 'wrong'],
  ])
  for (const { name, isBound, one, other, ratio } of rows) {
    table.push([
      ...[name, one.rate.toFixed(0), one.p50.toFixed(1), one.p99.toFixed(1)],
      ...[other.rate.toFixed(0), other.p50.toFixed(1), `${ratio.toFixed(2)}${isBound ? '' : '*'}`],
      ...[cpuOf(one), cpuOf(other), `${(100 * one.cpu.load).toFixed(0)} %`, one.megabytes.toFixed(0)],
      ...[one.loopMilliseconds.p50.toFixed(1), one.loopMilliseconds.p99.toFixed(1)],
      one.wrong + other.wrong,
    ])
  }
  return [
    `${sizeOf({ people, members })}:`,
    table.toString(),
    memoryOf(megabytes),
    ...(start ? [startOf(start)] : []),
    'CPU: milliseconds of a processor for each request, of the server and of PostgreSQL; load: what the',
    'generator took of a processor. * not one of the six that are held to a share of the floor.\n',
  ].join('\n')
}

export function printScaleReport(report: ScaleReport): string {
  const growth = tableOf([
    ...['operation', 'req/s small', 'large', 'growth', 'p50 ms small', 'large', 'p99 ms small', 'large'],
    ...['CPU ms small', 'large', 'wrong'],
  ])
  for (const { name, isBound, one, other, ratio } of report.rows) {
    growth.push([
      ...[name, one.rate.toFixed(0), other.rate.toFixed(0), `${ratio.toFixed(2)}${isBound ? '' : '*'}`],
      ...[one.p50.toFixed(1), other.p50.toFixed(1), one.p99.toFixed(1), other.p99.toFixed(1)],
      ...[cpuOf(one), cpuOf(other), one.wrong + other.wrong],
    ])
  }
  const waves = tableOf([
    ...['wave', 'seconds', 'req/s first tenth', 'last', 'p50 ms first', 'last', 'MB before', 'after', 'most'],
    ...['wrong', ''],
  ])
  for (const { name, seconds, first, last, wrong, megabytes, note } of report.waves) {
    waves.push([
      ...[name, seconds.toFixed(1), first.rate.toFixed(1), last.rate.toFixed(1)],
      ...[first.p50.toFixed(1), last.p50.toFixed(1), megabytes.before.toFixed(0)],
      ...[megabytes.after.toFixed(0), megabytes.most.toFixed(0), wrong, note],
    ])
  }
  return [
    `${sizeOf(report.small)}, beside ${sizeOf(report)} (filled in ${report.fillSeconds.toFixed(0)} s):`,
    growth.toString(),
    waves.toString(),
    `${memoryOf(report.megabytes)}\n`,
  ].join('\n')
}

/** What falls short of the floor's share, as sentences. */
export function floorShortfalls({ rows, megabytes, start }: FloorReport): string[] {
  const low = rows
    .filter(({ isBound, ratio }) => isBound && ratio < BOUNDS.ratio)
    .map(({ name, ratio }) => `${name}: ${ratio.toFixed(2)} of the floor; ${BOUNDS.ratio} is asked.`)
  const late = rows
    .filter(({ one }) => one.loopMilliseconds.p50 >= BOUNDS.loopMilliseconds)
    .map(({ name, one }) => `${name}: the event loop was ${one.loopMilliseconds.p50.toFixed(1)} ms late.`)
  const slow = start && start.again >= BOUNDS.startMilliseconds ? [startOf(start)] : []
  return [...low, ...late, ...slow, ...wrongs(rows), ...tooMuch(megabytes)]
}

/** What grows with the company, as sentences. */
export function scaleShortfalls({ rows, waves, megabytes }: ScaleReport): string[] {
  const grown = rows
    .filter(({ isBound, ratio }) => isBound && ratio > BOUNDS.growth)
    .map(
      ({ name, ratio }) => `${name}: costs ${ratio.toFixed(2)} times as much; ${BOUNDS.growth} is allowed.`,
    )
  const slower = waves
    .filter(({ first, last }) => first.rate / last.rate > BOUNDS.growth)
    .map(({ name }) => `${name}: slows down.`)
  const refused = waves
    .filter(({ wrong }) => wrong > 0)
    .map(({ name, note }) => `${name}: was refused (${note}).`)
  return [...grown, ...slower, ...refused, ...wrongs(rows), ...tooMuch(megabytes)]
}

function wrongs(rows: readonly Row[]): string[] {
  return rows
    .filter(({ one, other }) => one.wrong + other.wrong > 0)
    .map(({ name, one, other }) => `${name}: ${one.wrong} and ${other.wrong} answers were wrong.`)
}

function tooMuch({ atRest, most }: { atRest: number; most: number }): string[] {
  const reached = Math.max(atRest, most)
  return reached < BOUNDS.megabytes
    ? []
    : [`Memory reached ${reached.toFixed(0)} MB; ${BOUNDS.megabytes} are allowed.`]
}

function tableOf(head: string[]) {
  return new Table({
    head,
    style: { head: [], border: [] },
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
    colAligns: head.map((name, column) => (column === 0 || name === '' ? 'left' : 'right')),
  })
}

export const sizeOf = ({ people, members }: Size) =>
  `${people.toLocaleString('en')} people and a group of ${members.toLocaleString('en')}`

export const memoryOf = ({ atRest, most }: { atRest: number; most: number }) =>
  `Memory: ${atRest.toFixed(0)} MB at rest, ${most.toFixed(0)} MB at most.`

export const startOf = ({ first, again }: StartReport) =>
  `Start: ${(again / 1000).toFixed(1)} s from npm start to the first answer, ${(first / 1000).toFixed(1)} s with a new database.`

export const cpuOf = ({ cpu, rate }: Result) =>
  `${((1000 * cpu.server) / rate).toFixed(2)} + ${((1000 * cpu.postgres) / rate).toFixed(2)}`
