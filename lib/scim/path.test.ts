import { describe, expect, test } from 'vitest'
import { isForeign, printPath, resolvePath } from './path'
import { attribute, attributeKey, defineResource } from './schema/schema'
import { schemaOf } from './schema/schemas'
import { userSchema } from './schema/user'
import { URN } from './urns'

const resolve = (text: string) => resolvePath(text, userSchema)

describe('resolvePath', () => {
  test.each([
    ['userName', 'userName'],
    ['USERNAME', 'userName'],
    ['emails.VALUE', 'emails.value'],
    ['id', 'id'],
    ['meta.lastModified', 'meta.lastModified'],
    [`${URN.USER.toLowerCase()}:name.givenName`, 'name.givenName'],
    [`${URN.USER}:id`, 'id'],
    [
      `${URN.ENTERPRISE_USER.toUpperCase()}:MANAGER.DISPLAYNAME`,
      `${URN.ENTERPRISE_USER}:manager.displayName`,
    ],
    ['department', `${URN.ENTERPRISE_USER}:department`],
    ['MANAGER.value', `${URN.ENTERPRISE_USER}:manager.value`],
    [`${URN.ENTERPRISE_USER}:badge`, `${URN.ENTERPRISE_USER}:badge`],
    ['urn:okta:app_1:1.0:user:custom:shoe.size', 'urn:okta:app_1:1.0:user:custom:shoe.size'],
  ])('%s', (text, printed) => {
    const path = resolve(text)
    expect(path && printPath(path)).toBe(printed)
  })

  test.each([
    '',
    'foo',
    'name.foo',
    'manager.foo',
    `${URN.USER}:department`,
    'userName.value',
    `${URN.USER}:foo`,
    `${URN.ENTERPRISE_USER}:manager.foo`,
    `${URN.ENTERPRISE_USER}:`,
    `${URN.ENTERPRISE_USER}:urn:x:Foo`,
    'urn:x:Foo:',
    'urn:foo',
    'urn::foo',
    'urn:x:Foo:a b',
    'urn:x\0y:Foo:a',
    'urn:x\ud800:Foo:a',
    'urn:x:Foo:a.',
    'urn:x:Foo:__proto__',
    'urn:x:Foo:constructor',
    'urn:x:Foo:a.prototype',
    '__proto__',
    'constructor',
  ])('%j names nothing', (text) => {
    expect(resolve(text)).toBeUndefined()
  })

  test('the URN of a schema alone is a path without a name', () => {
    expect(resolve(URN.USER)).toMatchObject({ schema: URN.USER, extension: false, name: '', known: true })
    expect(resolve(URN.ENTERPRISE_USER.toLowerCase())).toMatchObject({
      schema: URN.ENTERPRISE_USER,
      extension: true,
      name: '',
    })
  })

  test('the schema decides: Groups have members and no userName', () => {
    expect(resolvePath('members', schemaOf('Group'))).toMatchObject({ multiValued: true, type: 'complex' })
    expect(resolvePath('userName', schemaOf('Group'))).toBeUndefined()
    expect(resolvePath('members', schemaOf('User'))).toBeUndefined()
  })
})

describe('a name without URN that the core schema does not have', () => {
  const doors = attribute('doors', '', { type: 'integer' })
  const colour = attribute('colour', '')
  const schemaOfCar = (urn: string, ...attributes: ReturnType<typeof attribute>[]) => ({
    urn,
    name: 'Car',
    description: '',
    attributes,
  })
  const core = schemaOfCar('urn:y:Car', doors)
  const cars = defineResource('User', '/Cars', core, [
    schemaOfCar('urn:y:Sports', doors, colour),
    schemaOfCar('urn:y:Family', colour, attribute('seats', '')),
  ])

  test('means the extension that alone has it', () => {
    expect(resolvePath('SEATS', cars)).toMatchObject({
      schema: 'urn:y:Family',
      extension: true,
      name: 'seats',
    })
  })

  test('means the core schema where both have it', () => {
    expect(resolvePath('doors', cars)).toMatchObject({ schema: 'urn:y:Car', extension: false })
  })

  test('means nothing where two extensions have it', () => {
    expect(resolvePath('colour', cars)).toBeUndefined()
    expect(resolvePath('urn:y:Sports:colour', cars)).toMatchObject({ schema: 'urn:y:Sports' })
  })
})

test('a key is foreign if its URN lies neither at nor under a schema of the resource', () => {
  expect(isForeign('urn:x:Foo', userSchema)).toBe(true)
  expect(isForeign('URN:X:Foo', userSchema)).toBe(true)
  for (const key of [
    'userName',
    URN.USER,
    `${URN.USER}:foo`,
    URN.ENTERPRISE_USER,
    `${URN.ENTERPRISE_USER}:x`,
  ]) {
    expect(isForeign(key, userSchema)).toBe(false)
  }
})

test('a resource type of its own gets the same tables', () => {
  const core = {
    urn: 'urn:y:Car',
    name: 'Car',
    description: '',
    attributes: [attribute('doors', '', { type: 'integer' })],
  }
  const cars = defineResource('User', '/Cars', core, [])
  expect(resolvePath('DOORS', cars)).toMatchObject({ name: 'doors', type: 'integer' })
  expect(cars.attributes.get(attributeKey({ schema: core.urn, extension: false, name: 'doors' }))?.type).toBe(
    'integer',
  )
  expect(cars.required).toEqual([])
})
