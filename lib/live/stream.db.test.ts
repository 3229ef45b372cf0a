import { afterAll, beforeAll, expect, test } from 'vitest'
import { announce } from '@/db/announcements'
import type { Database } from '@/db/client'
import { setDatabase } from '@/db/database'
import { type TestDatabase, testDatabase } from '@/db/testing/database'
import type { Ctx } from '@/lib/tenancy/context'
import { testContext } from '@/lib/tenancy/testing'
import { closeStreams, streamTopics } from './stream'

let server: TestDatabase
let db: Database

beforeAll(async () => {
  server = await testDatabase()
  db = setDatabase(server.url)
})
afterAll(async () => {
  await db.close()
  await server.drop()
})

/** Reads a stream until a whole answer to `wanted` has come; announces until then, for listening begins unseen. */
async function readUntil(
  stream: ReadableStream<Uint8Array>,
  wanted: (text: string) => boolean,
  meanwhile: () => Promise<void>,
): Promise<string> {
  const reader = stream.getReader()
  const decoder = new TextDecoder()
  let text = ''
  let over = false
  const announcing = (async () => {
    while (!over) await meanwhile()
  })()
  while (!wanted(text)) {
    const { value, done } = await reader.read()
    if (done) break
    text += decoder.decode(value)
  }
  over = true
  await announcing
  await reader.cancel()
  return text
}

function open(ctx: Ctx, signal = new AbortController().signal) {
  return streamTopics(ctx, { signal, mayStay: async () => true })
}

test('what is announced for the company arrives by name of topic, and nothing of another company', async () => {
  const [ctx, other] = [await testContext(db), await testContext(db)]
  const text = await readUntil(
    open(ctx),
    (read) => read.includes('users') && read.includes('groups'),
    async () => {
      await announce(db, other.tenantId, ['integrations'])
      await announce(db, ctx.tenantId, ['users'])
      await announce(db, ctx.tenantId, ['groups'])
    },
  )
  const [first, ...notices] = text.trim().split('\n\n')
  expect(first).toBe('retry: 2000')
  expect(notices.length).toBeGreaterThan(0)
  for (const notice of notices)
    expect(notice).toMatch(/^data: \{"topics":\["(users|groups)"(,"(users|groups)")?\]\}$/)
})

test('a stream ends when the browser goes away, and when the process stops', async () => {
  const ctx = await testContext(db)
  const browser = new AbortController()
  const left = open(ctx, browser.signal).getReader()
  await left.read()
  browser.abort()
  expect(await left.read()).toMatchObject({ done: true })

  const stopped = open(ctx).getReader()
  await stopped.read()
  closeStreams()
  expect(await stopped.read()).toMatchObject({ done: true })

  const gone = new AbortController()
  gone.abort()
  expect(await open(ctx, gone.signal).getReader().read()).toMatchObject({ done: true })
})
