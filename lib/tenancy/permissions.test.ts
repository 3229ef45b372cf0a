import { expect, test } from 'vitest'
import { CONSOLE_PERMISSIONS, permissionsOf, ROLES, requirePermission } from './permissions'

test('each role may do exactly what the table says', () => {
  for (const [permission, roles] of Object.entries(CONSOLE_PERMISSIONS)) {
    const allowed = ROLES.filter((role) =>
      permissionsOf(role).has(permission as keyof typeof CONSOLE_PERMISSIONS),
    )
    expect(allowed, permission).toEqual(ROLES.filter((role) => (roles as readonly string[]).includes(role)))
  }
})

test('no role of the console carries a scope of SCIM tokens', () => {
  for (const role of ROLES) expect(permissionsOf(role).has('users.write')).toBe(false)
})

test('an owner may do everything, an auditor only look', () => {
  expect(permissionsOf('owner').size).toBe(Object.keys(CONSOLE_PERMISSIONS).length)
  expect([...permissionsOf('auditor')].filter((permission) => permission.includes('write'))).toEqual([])
})

test('a refusal says who could do it instead', () => {
  const ctx = { permissions: permissionsOf('operator') }
  expect(() => requirePermission(ctx, 'integrations.read')).not.toThrow()
  expect(() => requirePermission(ctx, 'tokens.write')).toThrow(
    expect.objectContaining({
      code: 'forbidden',
      text: { key: 'errors.onlyAdmins.tokens' },
    }),
  )
})
