import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { compressedFiles } from './compressed'

const root = mkdtempSync(join(tmpdir(), 'rollcall-static-'))
mkdirSync(join(root, '.next/static/chunks'), { recursive: true })
writeFileSync(join(root, '.next/static/chunks/a.js'), 'alert(1)')
writeFileSync(join(root, '.next/static/chunks/a.js.br'), brotliCompressSync('alert(1)'))
writeFileSync(join(root, 'secret.br'), 'secret')

const answer = compressedFiles(root)
const server = createServer((request, response) => {
  if (!answer(request, response)) response.writeHead(404).end()
})
let origin = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.close()
  rmSync(root, { recursive: true })
})

const ask = (path: string, encoding: string, method = 'GET') =>
  fetch(origin + path, { method, headers: { 'accept-encoding': encoding } })

test('a script is answered as the build compressed it, to be kept for ever', async () => {
  const response = await ask('/_next/static/chunks/a.js', 'gzip, br')
  expect(await response.text()).toBe('alert(1)')
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-encoding': 'br',
    'content-type': 'application/javascript; charset=UTF-8',
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
    vary: 'Accept-Encoding',
  })
})

test.each([
  ['/_next/static/chunks/a.js', 'gzip', 'GET'],
  ['/_next/static/chunks/a.js', 'gzip, br;q=0', 'GET'],
  ['/_next/static/chunks/a.js', 'br', 'POST'],
  ['/_next/static/chunks/b.js', 'br', 'GET'],
  ['/_next/static/../../secret', 'br', 'GET'],
  ['/_next/static/%2e%2e/%2e%2e/secret', 'br', 'GET'],
])('%s for “%s” by %s is left to Next', async (path, encoding, method) => {
  expect((await ask(path, encoding, method)).status).toBe(404)
})
