import { parseArgs } from 'node:util'
import { compare, type Row } from './compare'
import { openFloor, openGround, openHouse } from './house'
import { operationsOf } from './operations'
import { postgresCpu } from './processes'
import { printReport, type Report, shortfalls } from './report'

/**
 * `npm run bench`: the production server and, in the same run, the floor under it, driven in turn with the same
 * load and the same data.
 */
const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '1000' },
    members: { type: 'string', default: '100' },
    seconds: { type: 'string', default: '3' },
    rounds: { type: 'string', default: '3' },
    connections: { type: 'string', default: '16' },
    /** Words of operations' names, with commas: `--only create,filter`. */
    only: { type: 'string', default: '' },
    json: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
  },
})

const operations = operationsOf(
  values.only
    .toLowerCase()
    .split(',')
    .filter((word) => word !== ''),
)
const ground = await openGround()
const open: { stop(): Promise<void> }[] = []
try {
  const report = await againstFloor()
  process.stdout.write(values.json ? `${JSON.stringify(report)}\n` : printReport(report))
  const short = values.check ? shortfalls(report) : []
  for (const sentence of short) process.stderr.write(`${sentence}\n`)
  if (short.length > 0) process.exitCode = 1
} finally {
  await Promise.all(open.map((server) => server.stop()))
  await ground.clear()
}

async function againstFloor(): Promise<Report> {
  const size = { people: Number(values.people), members: Number(values.members) }
  const house = await openHouse(ground, size)
  open.push(house.server)
  const floor = await openFloor(house)
  open.push(floor.server)
  const plan = {
    seconds: Number(values.seconds),
    rounds: Number(values.rounds),
    connections: Number(values.connections),
    postgresCpu: await postgresCpu(ground.postgres.adminUrl),
  }
  const { megabytes } = await house.server.vitals('begin')
  const rows: Row[] = []
  for (const operation of operations) {
    rows.push(await compare(operation, house, { ...floor, data: house.data }, plan))
  }
  const { mostMegabytes } = await house.server.vitals('end')
  return { ...size, rows, megabytes: { atRest: megabytes, most: mostMegabytes } }
}
