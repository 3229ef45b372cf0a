import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { announce, changedSince } from '@/db/announcements'
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
  return streamTopics(ctx, { signal, mayStay: async () => true, since: Date.now() })
}

/** The second thing a stream says: what its page has missed. */
async function firstNotice(ctx: Ctx, since: number): Promise<string> {
  const { signal } = new AbortController()
  const chunks = streamTopics(ctx, { signal, mayStay: async () => true, since }).getReader()
  await chunks.read()
  const notice = new TextDecoder().decode((await chunks.read()).value)
  await chunks.cancel()
  return notice
}

const listening = () => vi.waitFor(() => expect(changedSince('nobody', Date.now())).toEqual([]))

test('what changed between drawing and listening is told first; of a page drawn long ago, everything', async () => {
  const ctx = await testContext(db)
  expect(await firstNotice(ctx, Date.now())).toContain(
    '["users","groups","requests","integrations","exports","reviews"]',
  )
  await listening()
  const drawn = Date.now()
  await announce(db, (await testContext(db)).tenantId, ['integrations'])
  await announce(db, ctx.tenantId, ['groups'])
  await vi.waitFor(() => expect(changedSince(ctx.tenantId, drawn)).toEqual(['groups']))
  expect(await firstNotice(ctx, drawn)).toBe('data: {"topics":["groups"]}\n\n')
  expect(await firstNotice(ctx, drawn - 120_000)).toContain('"users"')
})

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
