import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepSecret } from './secret-file'

let directory: string
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'rollcall-secret-'))
})
afterAll(() => rmSync(directory, { recursive: true }))

test('a secret is made once, is readable by its owner only, and leaves no draft behind', () => {
  const path = join(directory, 'new', 'auth-secret')
  const secret = keepSecret(path)
  expect(Buffer.from(secret, 'base64url')).toHaveLength(32)
  expect(keepSecret(path)).toBe(secret)
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(readdirSync(join(directory, 'new'))).toEqual(['auth-secret'])
})
