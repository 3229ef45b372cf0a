import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { inTenant, sql } from '@/db/client'
import { flushActivity } from '@/lib/activity/recorder'
import { sendHttp } from '@/lib/idp/send'
import { LIMITS } from '@/lib/scim'
import { serveScim } from './serve'
import { type TestEndpoint, testEndpoint, testIntegration } from './testing'

let endpoint: TestEndpoint
let server: Server
let origin: string
beforeAll(async () => {
  endpoint = await testEndpoint()
  server = createServer((request, response) => void serveScim(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve))
  await endpoint.close()
})

it('what a stranger sends is not waited for', async () => {
  const { baseUrl } = await testIntegration(endpoint.db)
  const { port } = server.address() as AddressInfo
  const socket = connect(port, '127.0.0.1')
  const answer = new Promise<string>((resolve) => socket.once('data', (data) => resolve(data.toString())))
  socket.write(
    `POST ${new URL(baseUrl).pathname}/Groups HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer nobody\r\n` +
      `Content-Type: application/scim+json\r\nContent-Length: ${LIMITS.groupBytes}\r\n\r\n{`,
  )
  expect(await answer).toMatch(/^HTTP\/1\.1 401 /)
  socket.destroy()
})

it('a body that breaks off changes nothing and is no fault of ours', async () => {
  const { baseUrl, token, ctx } = await testIntegration(endpoint.db)
  const { port } = server.address() as AddressInfo
  const socket = connect(port, '127.0.0.1')
  socket.write(
    `POST ${new URL(baseUrl).pathname}/Users HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\n` +
      'Content-Type: application/scim+json\r\nContent-Length: 100\r\n\r\n{"userName":"ann"}',
    () => setTimeout(() => socket.destroy(), 100),
  )
  const logged = async () => {
    await flushActivity()
    return inTenant(endpoint.db, ctx.tenantId, (tx) =>
      tx.select<{ status: number }>(sql`select status from requests where tenant_id = ${ctx.tenantId}`),
    )
  }
  await expect.poll(logged, { timeout: 5_000 }).toEqual([{ status: 400 }])
})

it('the door of node:http reads a large body for a bulk request, and for nothing else', async () => {
  const { baseUrl, token } = await testIntegration(endpoint.db)
  const send = (path: string, body: string) =>
    sendHttp({
      method: 'POST',
      url: `${origin}${new URL(baseUrl).pathname}${path}`,
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/scim+json' },
      body,
    })
  const person = (userName: string) => ({ userName, title: 'x'.repeat(LIMITS.bodyBytes) })
  const bulk = (userName: string, padding = '') =>
    JSON.stringify({
      Operations: [{ method: 'POST', path: '/Users', bulkId: 'a', data: person(userName) }],
      padding,
    })
  expect((await send('/Users', JSON.stringify(person('ann')))).status).toBe(413)
  for (const [path, userName] of [
    ['/Bulk', 'ann'],
    ['/v2/bulk/', 'bob'],
  ] as const) {
    const { status, body } = await send(path, bulk(userName))
    expect(status).toBe(200)
    expect(JSON.parse(body).Operations).toMatchObject([{ status: '201' }])
  }
  const tooMuch = await send('/Bulk', bulk('cy', 'x'.repeat(LIMITS.bulkBytes)))
  expect(tooMuch.status).toBe(413)
  expect(JSON.parse(tooMuch.body).detail).toContain('4 MiB')
})
