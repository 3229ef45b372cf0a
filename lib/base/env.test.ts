import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { readEnv } from './env'

test('nothing needs to be set', () => {
  expect(readEnv({})).toEqual({
    NODE_ENV: 'development',
    PORT: 3000,
    ROLLCALL_DATA_DIR: resolve('.rollcall'),
    TRUST_PROXY: 0,
    WORKERS: 1,
  })
})

test('an empty variable counts as unset', () => {
  expect(readEnv({ PORT: '', DATABASE_URL: '', NEXTAUTH_SECRET: '' })).toEqual(readEnv({}))
})

test('the public address is reduced to its origin', () => {
  expect(readEnv({ ROLLCALL_ORIGIN: 'https://rollcall.example/console/' }).ROLLCALL_ORIGIN).toBe(
    'https://rollcall.example',
  )
  expect(readEnv({ SCIM_ORIGIN: 'https://scim.rollcall.example/' }).SCIM_ORIGIN).toBe(
    'https://scim.rollcall.example',
  )
})

test('what does not fit is named in one line, without its value', () => {
  const read = () =>
    readEnv({ PORT: 'many', DATABASE_URL: 'mysql://root:hunter2@db/x', NEXTAUTH_SECRET: 'hunter2' })
  expect(read).toThrow(
    new Error(
      'The environment does not fit: PORT must be a port number; DATABASE_URL must look like postgresql://…; NEXTAUTH_SECRET must have at least 16 characters.',
    ),
  )
})
