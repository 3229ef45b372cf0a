import { createServer, type RequestListener, type Server } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { runSteps } from './self-test-steps'

let server: Server | undefined

afterEach(async () => {
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)))
  server = undefined
})

/** Something that stands where the endpoint should be, or in front of it. */
async function standIn(listener: RequestListener): Promise<string> {
  const listening = createServer(listener)
  server = listening
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve))
  const address = listening.address()
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/api/scim/acme`
}

async function outcomes(baseUrl: string, writes = true): Promise<string[]> {
  const results = await runSteps(baseUrl, 'good', writes)
  return results.map(({ step, outcome, reason, values }) =>
    [step, outcome, reason?.split('.').at(-1), values && Object.values(values).join(' ')]
      .filter(Boolean)
      .join(' '),
  )
}

const SCIM = { 'Content-Type': 'application/scim+json' }
const nothingTried = ['auth', 'create', 'patch', 'deactivate', 'remove'].map((step) => `${step} skipped`)

test('a sign-in page at the address is told from the endpoint, and nothing more is sent there', async () => {
  const calls: string[] = []
  const baseUrl = await standIn((request, response) => {
    calls.push(`${request.method} ${request.url}`)
    response.writeHead(200, { 'Content-Type': 'text/html' }).end('<h1>Sign in</h1>')
  })
  expect(await outcomes(baseUrl)).toEqual(['reach failed foreignAnswer 200', ...nothingTried])
  expect(calls).toEqual(['GET /api/scim/acme/ServiceProviderConfig'])
})

test('a redirect is a fault to be told of and is not followed', async () => {
  const seen: string[] = []
  const baseUrl = await standIn((request, response) => {
    seen.push(request.url ?? '')
    response.writeHead(301, { Location: '/elsewhere' }).end()
  })
  expect(await outcomes(baseUrl, false)).toEqual(['reach failed redirect 301', 'auth skipped'])
  expect(seen).toEqual(['/api/scim/acme/ServiceProviderConfig'])
})

test('a proxy that takes the Authorization header away is named', async () => {
  const baseUrl = await standIn((_, response) => response.writeHead(401, SCIM).end('{}'))
  expect(await outcomes(baseUrl, false)).toEqual(['reach passed', 'auth failed authorization'])
})

test('a firewall that refuses PATCH is named, and the person it leaves behind is removed all the same', async () => {
  const calls: string[] = []
  const baseUrl = await standIn((request, response) => {
    calls.push(request.method ?? '')
    if (request.headers.authorization !== 'Bearer good') return response.writeHead(401, SCIM).end('{}')
    if (request.method === 'PATCH') return response.writeHead(405, { 'Content-Type': 'text/html' }).end('no')
    if (request.method === 'POST') return response.writeHead(201, SCIM).end('{"id":"7"}')
    return response.writeHead(request.method === 'DELETE' ? 204 : 200, SCIM).end()
  })
  expect(await outcomes(baseUrl)).toEqual([
    'reach passed',
    'auth passed',
    'create passed',
    'patch failed method PATCH 405',
    'deactivate skipped',
    'remove passed',
  ])
  expect(calls).toEqual(['GET', 'GET', 'POST', 'PATCH', 'DELETE'])
})

test('an address where nobody answers, and a name that nobody knows, are told apart', async () => {
  const baseUrl = await standIn((_, response) => response.end())
  await new Promise((resolve) => server?.close(resolve))
  server = undefined
  expect((await outcomes(baseUrl))[0]).toBe('reach failed network ECONNREFUSED')
  expect((await outcomes('http://rollcall.invalid/api/scim/acme'))[0]).toMatch(/^reach failed (dns|network)/)
})
