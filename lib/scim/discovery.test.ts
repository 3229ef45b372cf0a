import { expect, test } from 'vitest'
import { discovery } from './discovery'
import { deriveSchemas } from './discovery-derived'
import { readResource } from './resource/read'
import { userSchema } from './schema/user'
import type { JsonObject } from './types'
import { URN } from './urns'

const baseUrl = 'https://rollcall.example/api/scim/acme'
const on = { baseUrl, groupSync: true, extensions: [] }
const off = { ...on, groupSync: false }
const list = (body: JsonObject) => body.Resources as (JsonObject & { id: string })[]

test('ServiceProviderConfig says what is supported', () => {
  expect(discovery('ServiceProviderConfig', undefined, on)).toMatchObject({
    schemas: [URN.SERVICE_PROVIDER_CONFIG],
    patch: { supported: true },
    bulk: { supported: true, maxOperations: 1000, maxPayloadSize: 4_194_304 },
    pagination: {
      cursor: true,
      index: true,
      defaultPaginationMethod: 'index',
      defaultPageSize: 100,
      maxPageSize: 1000,
      cursorTimeout: 3600,
    },
    filter: { supported: true, maxResults: 1000 },
    changePassword: { supported: false },
    sort: { supported: true },
    etag: { supported: true },
    authenticationSchemes: [{ type: 'oauthbearertoken' }, { type: 'httpbasic' }],
    meta: { resourceType: 'ServiceProviderConfig', location: `${baseUrl}/ServiceProviderConfig` },
  })
})

test('ResourceTypes is a list; User has the enterprise extension, Group none', () => {
  const body = discovery('ResourceTypes', undefined, on)
  expect(body).toMatchObject({
    schemas: [URN.LIST_RESPONSE],
    totalResults: 2,
    itemsPerPage: 2,
    startIndex: 1,
  })
  expect(list(body)).toMatchObject([
    {
      id: 'User',
      endpoint: '/Users',
      schema: URN.USER,
      schemaExtensions: [{ schema: URN.ENTERPRISE_USER, required: false }],
      meta: { location: `${baseUrl}/ResourceTypes/User` },
    },
    { id: 'Group', endpoint: '/Groups', schema: URN.GROUP },
  ])
  expect(list(body)[1]).not.toHaveProperty('schemaExtensions')
})

test('one resource type or schema is found by its id, in any case', () => {
  expect(discovery('ResourceTypes', 'user', on)).toMatchObject({ name: 'User' })
  expect(discovery('Schemas', URN.ENTERPRISE_USER.toLowerCase(), on)).toMatchObject({
    id: URN.ENTERPRISE_USER,
    name: 'EnterpriseUser',
    meta: { resourceType: 'Schema', location: `${baseUrl}/Schemas/${URN.ENTERPRISE_USER}` },
  })
  expect(() => discovery('Schemas', 'urn:x', on)).toThrow(
    expect.objectContaining({ status: 404, detail: 'Schemas has no urn:x.' }),
  )
})

test('Group is absent while group sync is off', () => {
  expect(list(discovery('ResourceTypes', undefined, off)).map(({ id }) => id)).toEqual(['User'])
  expect(list(discovery('Schemas', undefined, off)).map(({ id }) => id)).toEqual([
    URN.USER,
    URN.ENTERPRISE_USER,
  ])
  expect(list(discovery('Schemas', undefined, on)).map(({ id }) => id)).toContain(URN.GROUP)
  expect(() => discovery('ResourceTypes', 'Group', off)).toThrow(expect.objectContaining({ status: 404 }))
})

test('a schema describes its attributes completely, without nulls', () => {
  const { attributes } = discovery('Schemas', URN.USER, on) as {
    attributes: (JsonObject & { name: string })[]
  }
  const of = (name: string) => attributes.find((attribute) => attribute.name === name)
  expect(of('userName')).toEqual({
    name: 'userName',
    type: 'string',
    multiValued: false,
    description: 'The unique name of the user; kept as sent, compared without case.',
    required: true,
    caseExact: false,
    mutability: 'readWrite',
    returned: 'default',
    uniqueness: 'server',
  })
  expect(of('active')).not.toHaveProperty('caseExact')
  expect(of('password')).toMatchObject({ mutability: 'writeOnly', returned: 'never' })
  expect(of('groups')).toMatchObject({ mutability: 'readOnly', multiValued: true })
  expect(of('emails')?.subAttributes).toMatchObject([
    { name: 'value' },
    { name: 'display' },
    { name: 'type', canonicalValues: ['work', 'home', 'other'] },
    { name: 'primary', type: 'boolean' },
  ])
  expect(of('profileUrl')).toMatchObject({ type: 'reference', referenceTypes: ['external'], caseExact: true })
  expect(JSON.stringify(attributes)).not.toContain('null')
})

test('what the schema of a User says can be written is kept, and nothing else is', () => {
  const sample: Record<string, JsonObject[string]> = { boolean: true, complex: null }
  const body: JsonObject = {}
  const expected: JsonObject = {}
  for (const attribute of userSchema.core.attributes) {
    const entry = Object.fromEntries(
      attribute.subAttributes.map(({ name, type }) => [name, sample[type] ?? 'x']),
    )
    const one = attribute.type === 'complex' ? entry : (sample[attribute.type] ?? 'x')
    body[attribute.name] = attribute.multiValued ? [one] : one
    if (attribute.mutability === 'readWrite') expected[attribute.name] = body[attribute.name] as JsonObject
  }
  expect(readResource(body, userSchema)).toEqual({ schemas: [URN.USER], ...expected })
})

test('extensions that clients have made up are described by what was seen of them', () => {
  const urn = 'urn:example:params:scim:schemas:badge:2.0:User'
  const seen = (name: string, kinds: string[], more: { sub?: string; many?: boolean } = {}) => ({
    type: 'User' as const,
    urn,
    name,
    sub: more.sub ?? null,
    many: more.many ?? false,
    kinds,
  })
  const extensions = deriveSchemas([
    seen('colour', ['string']),
    seen('level', ['number']),
    seen('lost', ['boolean']),
    seen('mixed', ['number', 'string']),
    seen('empty', []),
    seen('doors', ['string'], { many: true }),
    seen('office', ['string'], { sub: 'floor' }),
    seen('office', ['boolean'], { sub: 'closed' }),
  ])
  const context = { ...on, extensions }
  expect(discovery('ResourceTypes', 'User', context)).toMatchObject({
    schemaExtensions: [
      { schema: URN.ENTERPRISE_USER, required: false },
      { schema: urn, required: false },
    ],
  })
  expect(discovery('ResourceTypes', 'Group', context)).not.toHaveProperty('schemaExtensions')
  expect(discovery('Schemas', urn, context)).toMatchObject({
    name: 'badge',
    attributes: [
      { name: 'colour', type: 'string', multiValued: false, caseExact: false, required: false },
      { name: 'level', type: 'decimal' },
      { name: 'lost', type: 'boolean' },
      { name: 'mixed', type: 'string' },
      { name: 'empty', type: 'string' },
      { name: 'doors', type: 'string', multiValued: true },
      {
        name: 'office',
        type: 'complex',
        subAttributes: [
          { name: 'floor', type: 'string' },
          { name: 'closed', type: 'boolean' },
        ],
      },
    ],
  })
})
