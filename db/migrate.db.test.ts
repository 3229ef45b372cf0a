import { randomBytes } from 'node:crypto'
import { expect, inject, it } from 'vitest'
import { assertIsolated, openDatabase } from './client'
import { migrate } from './migrate'
import { asAdmin, onDatabase } from './testing/database'

it('a role that may not prepare the database is told what an administrator has to run, and then may', async () => {
  const { adminUrl } = inject('template')
  const name = `weak_${randomBytes(4).toString('hex')}`
  await asAdmin(adminUrl, `create role ${name} login password 'weak'`)
  await asAdmin(adminUrl, `create database ${name} owner ${name}`)
  const address = new URL(onDatabase(adminUrl, name))
  address.username = name
  address.password = 'weak'
  try {
    await expect(migrate(address.href)).rejects.toThrow(`GRANT rollcall_app TO "${name}" WITH ADMIN OPTION`)
    await asAdmin(adminUrl, `grant rollcall_app to "${name}" with admin option`)
    await migrate(address.href)
    await migrate(address.href)
    const db = openDatabase(address.href, { max: 1 })
    await expect(assertIsolated(db)).resolves.toBeUndefined()
    await db.close()
  } finally {
    await asAdmin(adminUrl, `drop database ${name} with (force)`)
    await asAdmin(adminUrl, `drop role ${name}`)
  }
})
