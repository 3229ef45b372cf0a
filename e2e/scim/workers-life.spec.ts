import { expect, test } from '@playwright/test'
import { requestsOf } from '../database'
import { askEach, askOnce } from '../each-worker'
import { baseUrlAt, makeTenant } from '../fixtures'
import { type Server, startServer } from '../servers'

const TWO = { WORKERS: '2', LOG_LEVEL: 'info' }
const shared = () => ({ ...TWO, DATABASE_URL: process.env.E2E_DATABASE_URL ?? '' })

/** The process ids of the workers that have been started, by their numbers. */
function workersOf(server: Server): Map<string, number> {
  const starts = server.output().matchAll(/"worker":(\d+),"workerPid":(\d+)/g)
  return new Map([...starts].map(([, worker = '', pid]) => [worker, Number(pid)]))
}

const health = (server: Server) => `${server.origin}/api/health`

function killIfAlive(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // Gone already.
  }
}

test('workers share one database that comes along, one setup code, and a clean end', async () => {
  const server = await startServer({ environment: TWO })
  try {
    expect(new Set((await askEach(health(server))).map(({ status }) => status))).toEqual(new Set([200]))
    await expect.poll(() => server.output()).toContain('setup code')
    expect(server.output().match(/setup code/g)).toHaveLength(1)
  } finally {
    expect(await server.stop()).toBe(0)
  }
})

test('another worker takes the place of one that dies, and answers', async () => {
  const server = await startServer({ environment: shared() })
  try {
    const [first] = await askEach(health(server))
    const dead = first?.worker ?? ''
    process.kill(workersOf(server).get(dead) ?? 0, 'SIGKILL')
    const present = () =>
      askEach(health(server)).then(
        (answers) => answers.map(({ worker }) => worker),
        () => [dead],
      )
    await expect.poll(present, { timeout: 50_000 }).not.toContain(dead)
    expect(server.output()).toContain('a worker has ended')
  } finally {
    expect(await server.stop()).toBe(0)
  }
})

test('workers that will not stay end the server with one line and no zero', async () => {
  const server = await startServer({ environment: shared() })
  let hasEnded = false
  server.exited.then(() => {
    hasEnded = true
  })
  await askEach(health(server))
  await expect
    .poll(
      () => {
        for (const pid of workersOf(server).values()) killIfAlive(pid)
        return hasEnded
      },
      { timeout: 50_000 },
    )
    .toBe(true)
  expect(await server.exited).toBe(1)
  expect(server.output().match(/The workers end as soon as they have started/g)).toHaveLength(1)
  await server.stop()
})

test('a port that is taken is said once', async () => {
  const other = await startServer({ environment: shared() })
  try {
    const { port } = new URL(other.origin)
    const failed = await startServer({ environment: { ...shared(), PORT: port } }).catch((error) => error)
    const printed = String(failed.message ?? failed.output())
    expect(printed.match(new RegExp(`Port ${port} is taken`, 'g'))).toHaveLength(1)
  } finally {
    expect(await other.stop()).toBe(0)
  }
})

test('each worker writes what its log still holds before it ends', async () => {
  const tenant = await makeTenant()
  const server = await startServer({ environment: shared() })
  const url = `${baseUrlAt(server.origin, tenant)}/Users`
  const headers = { authorization: `Bearer ${tenant.token}` }
  await askEach(health(server))
  const answers = await Promise.all(Array.from({ length: 60 }, () => askOnce(url, { headers })))
  expect(await server.stop()).toBe(0)
  expect(new Set(answers.map(({ worker }) => worker)).size).toBe(2)
  expect((await requestsOf(tenant.tenant)).filter(({ method }) => method === 'GET')).toHaveLength(60)
})

test('workers whose server was killed write their logs and end', async () => {
  const tenant = await makeTenant()
  const server = await startServer({ environment: shared() })
  const url = `${baseUrlAt(server.origin, tenant)}/Users`
  const headers = { authorization: `Bearer ${tenant.token}` }
  const pids = [...workersOf(server).values()]
  const answers = await askEach(url, { headers })
  process.kill(server.pid, 'SIGKILL')
  await server.exited
  const alive = () => pids.filter((pid) => isAlive(pid))
  await expect.poll(alive, { timeout: 30_000 }).toEqual([])
  expect(answers).toHaveLength(2)
  const logged = (await requestsOf(tenant.tenant)).filter(({ method }) => method === 'GET')
  expect(logged.length).toBeGreaterThanOrEqual(2)
})

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
