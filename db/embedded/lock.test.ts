import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { withLock } from './lock'

let directory: string
let path: string
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'rollcall-lock-'))
  path = join(directory, 'lock')
})
afterAll(() => rmSync(directory, { recursive: true }))

test('one at a time is inside, and the lock is gone afterwards', async () => {
  let inside = 0
  const seen = await Promise.all(
    Array.from({ length: 5 }, () =>
      withLock(path, async () => {
        inside += 1
        await nextTurn()
        const together = inside
        inside -= 1
        return together
      }),
    ),
  )
  expect(seen).toEqual([1, 1, 1, 1, 1])
  expect(existsSync(path)).toBe(false)
})

test('a failure inside is passed on and opens the lock', async () => {
  await expect(withLock(path, () => Promise.reject(new Error('inside')))).rejects.toThrow('inside')
  expect(existsSync(path)).toBe(false)
})

test('the lock of a process that is gone is taken over', async () => {
  writeFileSync(path, '4194305 killed')
  expect(await withLock(path, async () => 'in')).toBe('in')
})

test('a lock without a heartbeat is taken over, though its pid is in use again', async () => {
  writeFileSync(path, `${process.pid} of-the-last-container`)
  utimesSync(path, new Date(), new Date(Date.now() - 60_000))
  expect(await withLock(path, async () => 'in')).toBe('in')
})
