import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { isBuildDue } from '../scripts/sources.mjs'
import { compare, type Plan, type Row, type Side } from './compare'
import { type House, openFloor, openGround, openHouse } from './house'
import { operationsOf } from './operations'
import { writeFloorPage, writeScalePage } from './page'
import { postgresCpu } from './processes'
import {
  type FloorReport,
  floorShortfalls,
  printFloorReport,
  printScaleReport,
  type ScaleReport,
  scaleShortfalls,
} from './report'
import { measureStart, type StartReport } from './start'
import { ride } from './waves'

/**
 * `npm run bench`: the production server and, in the same run, the floor under it, driven in turn with the same
 * load and the same data. With `--scale`: a small company and a large one instead.
 */
const { values } = parseArgs({
  options: {
    scale: { type: 'boolean', default: false },
    people: { type: 'string' },
    members: { type: 'string' },
    seconds: { type: 'string', default: '3' },
    rounds: { type: 'string', default: '3' },
    connections: { type: 'string', default: '16' },
    /** Words of operations' names, with commas: `--only create,filter`. */
    only: { type: 'string', default: '' },
    json: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    /** Puts the tables into docs/performance.md. */
    write: { type: 'boolean', default: false },
  },
})

const SMALL = { people: 1_000, members: 100 }
const LARGE = { people: 1_000_000, members: 100_000 }

const operations = operationsOf(
  values.only
    .toLowerCase()
    .split(',')
    .filter((word) => word !== ''),
)
/** `npm start` would build first, and the server that is measured would not be this one. */
const isStale = isBuildDue()
if (isStale) say('the build is older than the sources: what is measured is the build, without its start')
const ground = await openGround()
const open: { stop(): Promise<void> }[] = []
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => leave().then(() => process.exit(1)))
try {
  const plan = {
    seconds: Number(values.seconds),
    rounds: Number(values.rounds),
    connections: Number(values.connections),
    postgresCpu: await postgresCpu(ground.postgres.adminUrl),
  }
  if (values.scale) {
    const report = await acrossSizes(plan)
    if (values.write) writeScalePage(report)
    tell(report, printScaleReport(report), scaleShortfalls(report))
  } else {
    const report = await againstFloor(plan)
    if (values.write) writeFloorPage(report)
    tell(report, printFloorReport(report), floorShortfalls(report))
  }
} finally {
  await leave()
}

/** Stops what was started and removes its data. */
async function leave(): Promise<void> {
  await Promise.all(open.splice(0).map((server) => server.stop()))
  await ground.clear()
}

async function againstFloor(plan: Plan): Promise<FloorReport> {
  const size = sizeOf(SMALL)
  const house = await enter(size)
  const floor = await openFloor(house)
  open.push(floor.server)
  const { megabytes } = await house.server.vitals('begin')
  const rows = await compareAll(house, { ...floor, data: house.data }, plan)
  const { mostMegabytes } = await house.server.vitals('end')
  const start = values.only || isStale ? undefined : await startAgain(plan.rounds)
  return { ...size, rows, megabytes: { atRest: megabytes, most: mostMegabytes }, start }
}

function startAgain(rounds: number): Promise<StartReport> {
  say('start')
  return measureStart(join(ground.directory, 'start'), rounds)
}

async function acrossSizes(plan: Plan): Promise<ScaleReport> {
  const size = sizeOf(LARGE)
  const small = await enter(SMALL)
  const started = performance.now()
  const large = await enter(size)
  const fillSeconds = (performance.now() - started) / 1000
  const { megabytes } = await large.server.vitals('begin')
  const rows = await compareAll(small, large, plan)
  say('waves')
  const waves = await ride(large)
  const { mostMegabytes } = await large.server.vitals('end')
  return {
    ...size,
    small: SMALL,
    fillSeconds,
    rows,
    waves,
    megabytes: { atRest: megabytes, most: mostMegabytes },
  }
}

function sizeOf(usual: { people: number; members: number }) {
  return { people: Number(values.people ?? usual.people), members: Number(values.members ?? usual.members) }
}

async function enter(size: { people: number; members: number }): Promise<House> {
  say(`filling ${size.people} people`)
  const house = await openHouse(ground, size)
  open.push(house.server)
  return house
}

async function compareAll(one: Side, other: Side, plan: Plan): Promise<Row[]> {
  const rows: Row[] = []
  for (const operation of operations) {
    say(operation.name)
    rows.push(await compare(operation, one, other, plan))
  }
  return rows
}

/** What is under way, for who waits; figures alone go to standard output. */
function say(step: string): void {
  process.stderr.write(`… ${step}\n`)
}

function tell(report: object, printed: string, short: readonly string[]): void {
  process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : printed)
  if (!values.check) return
  for (const sentence of short) process.stderr.write(`${sentence}\n`)
  if (short.length > 0) process.exitCode = 1
}
