import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { discovery, LIMITS, type ResourceType, URN } from '@/lib/scim'
import {
  type TestAnswer,
  type TestClient,
  type TestEndpoint,
  type TestIntegration,
  testClient,
  testEndpoint,
  testIntegration,
} from './testing'

/** An attribute as /Schemas describes it (RFC 7643 §7). */
type Shown = {
  name: string
  type: string
  multiValued: boolean
  required: boolean
  mutability: string
  returned: string
  caseExact?: boolean
  uniqueness?: string
  canonicalValues?: string[]
  subAttributes?: Shown[]
}
type Value = string | boolean | Value[] | { [key: string]: Value }

/** One attribute or sub-attribute of a resource type, with the way to it. */
type Leaf = { path: string; type: ResourceType; urn: string | undefined; top: Shown; sub: Shown | undefined }

const CONTEXT = { baseUrl: 'http://localhost', groupSync: true, extensions: [] }

function schemasOf(type: ResourceType): { urn: string; attributes: Shown[]; extension: boolean }[] {
  const { schema, schemaExtensions = [] } = discovery('ResourceTypes', type, CONTEXT) as {
    schema: string
    schemaExtensions?: { schema: string }[]
  }
  return [schema, ...schemaExtensions.map((extension) => extension.schema)].map((urn) => ({
    urn,
    attributes: discovery('Schemas', urn, CONTEXT).attributes as Shown[],
    extension: urn !== schema,
  }))
}

const leaves = (['User', 'Group'] as const).flatMap((type) =>
  schemasOf(type).flatMap(({ urn, attributes, extension }) =>
    attributes.flatMap((top): Leaf[] => {
      const base = { type, top, urn: extension ? urn : undefined }
      const path = extension ? `${urn}:${top.name}` : top.name
      const subs = (top.subAttributes ?? []).map((sub) => ({ ...base, path: `${path}.${sub.name}`, sub }))
      return [{ ...base, path, sub: undefined }, ...subs]
    }),
  ),
)
const last = ({ top, sub }: Leaf) => sub ?? top
const named = (some: Leaf[]) => some.map((leaf) => [`${leaf.type} ${leaf.path}`, leaf] as const)
/**
 * Whether clients may set it to anything: neither it nor what it is part of is for the server alone. Members are
 * people, so that they are tried by themselves.
 */
const isWritable = ({ top, sub }: Leaf) =>
  top.name !== 'members' && [top, sub].every((one) => one === undefined || one.mutability === 'readWrite')

let endpoint: TestEndpoint
let integration: TestIntegration
let scim: TestClient
let serial = 0
beforeAll(async () => {
  endpoint = await testEndpoint()
  integration = await testIntegration(endpoint.db)
  scim = testClient(integration)
})
afterAll(() => endpoint.close())

const minimal = (type: ResourceType): Record<string, Value> => {
  serial += 1
  return type === 'User' ? { userName: `User-${serial}@acme.example` } : { displayName: `Group-${serial}` }
}

function sample(shown: Shown, mark: string): Value {
  if (shown.type === 'boolean') return mark !== 'B'
  if (shown.type === 'complex') {
    const parts = (shown.subAttributes ?? []).map((sub) => [sub.name, sample(sub, mark)])
    const entry = Object.fromEntries(parts)
    return shown.multiValued ? [entry] : entry
  }
  const text = shown.type === 'reference' ? `https://Acme.example/${shown.name}` : `Some-${shown.name}`
  return shown.type === 'binary' ? Buffer.from(text + mark).toString('base64') : `${text}-${mark}-${serial}`
}

/** The resource with a value at the leaf; entries of a list carry a value, without which they are none. */
function withValue(leaf: Leaf, value: Value, base: Record<string, Value> = minimal(leaf.type)) {
  const { top, sub, urn } = leaf
  let inner = value
  if (sub) {
    const carries = top.subAttributes?.some(({ name }) => name === 'value') ? 'value' : 'formatted'
    const entry: Value =
      top.multiValued && sub.name !== carries
        ? { [carries]: 'https://x.example/1', [sub.name]: value }
        : { [sub.name]: value }
    inner = top.multiValued ? [entry] : entry
  }
  return urn ? { ...base, [urn]: { [top.name]: inner } } : { ...base, [top.name]: inner }
}

/** The value at the leaf; of a list its first entry's. */
function valueAt({ top, sub, urn }: Leaf, body: TestAnswer['body']): Value | undefined {
  const container = urn ? body?.[urn] : body
  const found = container?.[top.name]
  if (!sub) return found
  return (Array.isArray(found) ? found[0] : found)?.[sub.name]
}

const post = (type: ResourceType, body: unknown) => scim('POST', `/${type}s`, body)
const at = (type: ResourceType, id: string, query = '') => `/${type}s/${id}${query}`

async function created(leaf: Leaf, value: Value): Promise<TestAnswer> {
  const answer = await post(leaf.type, withValue(leaf, value))
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return answer
}

function patch(leaf: Leaf, id: string, op: string, value?: Value): Promise<TestAnswer> {
  const operation = { op, path: leaf.path, ...(value !== undefined && { value }) }
  return scim('PATCH', at(leaf.type, id, '?attributes=meta'), {
    schemas: [URN.PATCH_OP],
    Operations: [operation],
  })
}

describe('/Schemas and /ResourceTypes', () => {
  it('show the attributes that are tried below', async () => {
    for (const name of ['Schemas', 'ResourceTypes'] as const) {
      const { body } = await scim('GET', `/${name}`)
      expect(body).toEqual(discovery(name, undefined, { ...CONTEXT, baseUrl: integration.baseUrl }))
    }
    expect(leaves.length).toBeGreaterThan(80)
  })

  it.each(['Schemas', 'ResourceTypes', 'ServiceProviderConfig'])(
    '%s: a filter is forbidden',
    async (name) => {
      expect((await scim('GET', `/${name}?filter=id pr`)).status).toBe(403)
      expect((await scim('GET', `/${name}?count=1&startIndex=2&sortBy=id`)).status).toBe(200)
      expect((await scim('POST', `/${name}`, {})).headers.allow).toBe('GET, HEAD')
    },
  )
})

describe('required', () => {
  it.each(named(leaves.filter((leaf) => last(leaf).required)))('%s cannot be left out', async (_, leaf) => {
    const { body } = await post(leaf.type, minimal(leaf.type))
    for (const value of [undefined, '', null]) {
      const without = { externalId: 'x', [leaf.top.name]: value }
      expect((await post(leaf.type, without)).body).toMatchObject({ status: '400', scimType: 'invalidValue' })
      const put = await scim('PUT', at(leaf.type, body.id), without)
      expect(put.body).toMatchObject({ status: '400', scimType: 'invalidValue' })
    }
    expect((await patch(leaf, body.id, 'remove')).status).toBe(400)
    expect((await scim('GET', at(leaf.type, body.id))).body).toEqual(body)
  })

  it.each(['User', 'Group'] as const)('nothing else of a %s is', async (type) => {
    expect((await post(type, minimal(type))).status).toBe(201)
  })
})

describe('readWrite', () => {
  const writable = leaves.filter(isWritable)

  it.each(named(writable))('%s is kept by POST, PUT and PATCH, and removed', async (_, leaf) => {
    const [first, second, third] = ['A', 'B', 'C'].map((mark) => sample(last(leaf), mark)) as [
      Value,
      Value,
      Value,
    ]
    const { body } = await created(leaf, first)
    expect(valueAt(leaf, body)).toEqual(first)
    const replaced = await scim('PUT', at(leaf.type, body.id), withValue(leaf, second))
    expect(valueAt(leaf, replaced.body)).toEqual(second)
    expect((await patch(leaf, body.id, 'replace', third)).status).toBe(200)
    expect(valueAt(leaf, (await scim('GET', at(leaf.type, body.id))).body)).toEqual(third)
    if (last(leaf).required) return
    expect((await patch(leaf, body.id, 'remove')).status).toBe(200)
    const left = valueAt(leaf, (await scim('GET', at(leaf.type, body.id))).body)
    expect(left).toBe(leaf.path === 'active' ? true : undefined)
  })
})

describe('members', () => {
  it('are kept by POST, PUT and PATCH, and removed; all, none or alone', async () => {
    const [ann, bob] = [
      (await post('User', minimal('User'))).body.id,
      (await post('User', minimal('User'))).body.id,
    ]
    const displayName = `Group-${++serial}`
    const idsOf = ({ body }: TestAnswer) => (body.members ?? []).map(({ value }: { value: string }) => value)
    const made = await post('Group', { displayName, members: [{ value: ann }, { value: bob }] })
    expect(idsOf(made)).toEqual([ann, bob])
    const path = at('Group', made.body.id)
    expect(idsOf(await scim('PUT', path, { displayName, members: [{ value: bob }] }))).toEqual([bob])
    const operations = [{ op: 'replace', path: 'members', value: [{ value: ann }] }]
    expect(idsOf(await scim('PATCH', `${path}?attributes=members`, { Operations: operations }))).toEqual([
      ann,
    ])
    const alone = await scim('GET', `${path}?attributes=members.value`)
    expect(alone.body).toEqual({ schemas: made.body.schemas, id: made.body.id, members: [{ value: ann }] })
    expect((await scim('GET', `${path}?excludedAttributes=members`)).body).not.toHaveProperty('members')
    const removal = { Operations: [{ op: 'remove', path: 'members' }] }
    expect(idsOf(await scim('PATCH', `${path}?attributes=members`, removal))).toEqual([])
  })
})

describe('readOnly', () => {
  const readOnly = leaves.filter((leaf) => last(leaf).mutability === 'readOnly')

  it.each(named(readOnly))('%s is ignored in POST and PUT', async (_, leaf) => {
    const sent = withValue(leaf, sample(last(leaf), 'A'))
    // A member is said by its value: the rest of an entry cannot stand without a person.
    if (leaf.top.name === 'members') {
      const person = (await post('User', minimal('User'))).body
      const [entry] = sent.members as [Record<string, Value>]
      const members = [{ ...entry, value: person.id }]
      const answer = await post('Group', { ...sent, members })
      expect(answer.status).toBe(201)
      expect(valueAt(leaf, answer.body)).not.toEqual(entry[leaf.sub?.name ?? ''])
      return
    }
    const answer = await post(leaf.type, sent)
    expect(answer.status).toBe(201)
    expect(valueAt(leaf, answer.body) ?? []).toEqual([])
    const put = await scim('PUT', at(leaf.type, answer.body.id), {
      ...minimal(leaf.type),
      ...withValue(leaf, 'x'),
    })
    expect(put.status).toBe(200)
    expect(valueAt(leaf, put.body) ?? []).toEqual([])
  })

  it.each(named(readOnly))('%s as the target of a PATCH is refused', async (_, leaf) => {
    const { body } = await post(leaf.type, minimal(leaf.type))
    for (const op of ['add', 'replace', 'remove']) {
      const answer = await patch(leaf, body.id, op, op === 'remove' ? undefined : sample(last(leaf), 'A'))
      expect(answer.body).toMatchObject({ status: '400', scimType: 'mutability' })
    }
    expect((await scim('GET', at(leaf.type, body.id))).body).toEqual(body)
  })

  it.each([
    ['User', 'id'],
    ['User', 'meta'],
    ['User', 'meta.created'],
    ['Group', 'id'],
    ['Group', 'meta.version'],
  ] as const)('%s %s, which every resource has, as well', async (type, path) => {
    const { body } = await post(type, {
      ...minimal(type),
      id: 'mine',
      meta: { created: 'then', version: 'x' },
    })
    expect(body.id).not.toBe('mine')
    expect(body.meta.version).toBe('W/"1"')
    const operations = [{ op: 'replace', path, value: 'x' }]
    const answer = await scim('PATCH', at(type, body.id), { Operations: operations })
    expect(answer.body).toMatchObject({ status: '400', scimType: 'mutability' })
  })
})

describe('immutable', () => {
  it.each(named(leaves.filter((leaf) => last(leaf).mutability === 'immutable')))(
    '%s cannot be turned into another',
    async (_, leaf) => {
      expect(leaf.path).toBe('members.value')
      const [one, other] = [
        (await post('User', minimal('User'))).body,
        (await post('User', minimal('User'))).body,
      ]
      const group = (await post('Group', { ...minimal('Group'), members: [{ value: one.id }] })).body
      const operations = [{ op: 'replace', path: `members[value eq "${one.id}"].value`, value: other.id }]
      const answer = await scim('PATCH', at('Group', group.id), { Operations: operations })
      expect(answer.body).toMatchObject({ status: '400', scimType: 'mutability' })
      expect((await scim('GET', at('Group', group.id))).body).toEqual(group)
    },
  )
})

describe('returned', () => {
  it.each(named(leaves.filter((leaf) => last(leaf).returned === 'never')))('%s never is', async (_, leaf) => {
    const { body } = await created(leaf, 'Secret-1')
    const path = at(leaf.type, body.id)
    const answers = [
      body,
      (await scim('PUT', path, withValue(leaf, 'Secret-1'))).body,
      (await scim('GET', `${path}?attributes=${leaf.path}`)).body,
      (await scim('GET', `/${leaf.type}s?attributes=${leaf.path}`)).body,
      (await scim('POST', '/.search', { attributes: [leaf.path] })).body,
    ]
    for (const answer of answers) expect(JSON.stringify(answer)).not.toContain('Secret-1')
    expect((await scim('GET', `/Users?filter=${leaf.path} pr`)).status).toBe(400)
    expect((await scim('GET', `/Users?sortBy=${leaf.path}`)).status).toBe(400)
  })

  it.each(named(leaves.filter((leaf) => last(leaf).returned === 'default' && isWritable(leaf))))(
    '%s is there by default, alone when asked for, and can be left out',
    async (_, leaf) => {
      const value = sample(last(leaf), 'A')
      const { body } = await created(leaf, value)
      const path = at(leaf.type, body.id)
      expect(valueAt(leaf, (await scim('GET', path)).body)).toEqual(value)
      const alone = (await scim('GET', `${path}?attributes=${leaf.path}`)).body
      expect(valueAt(leaf, alone)).toEqual(value)
      expect(Object.keys(alone).sort()).toEqual(['id', 'schemas', leaf.urn ?? leaf.top.name].sort())
      const without = (await scim('GET', `${path}?excludedAttributes=${leaf.path}`)).body
      expect(valueAt(leaf, without)).toBeUndefined()
      expect(without).toMatchObject({ id: body.id, schemas: body.schemas })
    },
  )

  it.each(['User', 'Group'] as const)('id and schemas of a %s always are', async (type) => {
    const { body } = await post(type, minimal(type))
    const asked = (query: string) => scim('GET', at(type, body.id, query))
    for (const query of ['?attributes=externalId', '?excludedAttributes=id,schemas']) {
      expect((await asked(query)).body).toMatchObject({ id: body.id, schemas: body.schemas })
    }
  })
})

describe('caseExact', () => {
  const swap = (text: string) =>
    text.replace(/[a-z]/gi, (letter) => (letter < 'a' ? letter.toLowerCase() : letter.toUpperCase()))
  const textual = leaves.filter((leaf) => last(leaf).caseExact !== undefined)
  const finds = async (leaf: Leaf, id: string, value: string) => {
    const filter = `id eq "${id}" and ${leaf.path} eq ${JSON.stringify(value)}`
    const answer = await scim('GET', `/${leaf.type}s?filter=${encodeURIComponent(filter)}`)
    expect(answer.status, filter).toBe(200)
    return answer.body.totalResults === 1
  }

  it.each(named(textual.filter(isWritable)))('%s', async (_, leaf) => {
    const value = String(sample(last(leaf), 'A'))
    const { body } = await created(leaf, value)
    expect(await finds(leaf, body.id, value)).toBe(true)
    expect(await finds(leaf, body.id, `${value}x`)).toBe(false)
    expect(await finds(leaf, body.id, swap(value))).toBe(!last(leaf).caseExact)
  })

  it.each(named(textual.filter((leaf) => leaf.top.name === 'groups' || leaf.top.name === 'members')))(
    '%s',
    async (_, leaf) => {
      const user = (await post('User', { ...minimal('User'), displayName: 'Some Body' })).body
      const group = (await post('Group', { ...minimal('Group'), members: [{ value: user.id }] })).body
      const shown = (await scim('GET', leaf.type === 'User' ? at('User', user.id) : at('Group', group.id)))
        .body
      const value = String(valueAt(leaf, shown))
      expect(await finds(leaf, shown.id, value)).toBe(true)
      expect(await finds(leaf, shown.id, swap(value))).toBe(!last(leaf).caseExact)
    },
  )
})

describe('multiValued', () => {
  const tops = leaves.filter((leaf) => !leaf.sub && isWritable(leaf))

  it.each(named(tops.filter(({ top }) => top.multiValued)))('%s keeps several values', async (_, leaf) => {
    const values = ['A', 'B'].flatMap((mark) => sample(leaf.top, mark) as Value[])
    const { body } = await created(leaf, values)
    expect(valueAt(leaf, body)).toEqual(values)
    const [one] = values as [Value]
    expect(valueAt(leaf, (await created(leaf, one)).body)).toEqual([one])
  })

  it.each(named(leaves.filter((leaf) => isWritable(leaf) && !last(leaf).multiValued)))(
    '%s has one value and refuses two',
    async (_, leaf) => {
      const two = [sample(last(leaf), 'A'), sample(last(leaf), 'C')]
      const answer = await post(leaf.type, withValue(leaf, two))
      expect(answer.body).toMatchObject({ status: '400', scimType: 'invalidValue' })
    },
  )
})

describe('the type', () => {
  const wrong: Record<string, Value[]> = {
    string: [{ a: 'b' }, true],
    reference: [{ a: 'b' }, true],
    binary: [{ a: 'b' }, true],
    boolean: ['perhaps', { a: true }],
    complex: [true],
  }

  it.each(named(leaves.filter(isWritable)))('of %s is held to', async (_, leaf) => {
    const { type } = last(leaf)
    const values = wrong[type]
    expect(values, `${type} is tried`).toBeDefined()
    const { body } = await post(leaf.type, minimal(leaf.type))
    for (const value of values ?? []) {
      const answers = [
        await post(leaf.type, withValue(leaf, value)),
        await scim('PUT', at(leaf.type, body.id), withValue(leaf, value)),
        await patch(leaf, body.id, 'replace', value),
      ]
      for (const answer of answers) {
        expect(answer.body, JSON.stringify(value)).toMatchObject({ status: '400', scimType: 'invalidValue' })
      }
    }
    expect((await scim('GET', at(leaf.type, body.id))).body).toEqual(body)
  })
})

describe('canonicalValues', () => {
  it.each(named(leaves.filter((leaf) => last(leaf).canonicalValues !== undefined)))('%s', async (_, leaf) => {
    const values = last(leaf).canonicalValues ?? []
    if (isWritable(leaf)) {
      for (const value of values) expect(valueAt(leaf, (await created(leaf, value)).body)).toBe(value)
      return
    }
    const user = (await post('User', minimal('User'))).body
    const group = (await post('Group', { ...minimal('Group'), members: [{ value: user.id }] })).body
    const shown = leaf.type === 'Group' ? group : (await scim('GET', at('User', user.id))).body
    expect(values).toContain(valueAt(leaf, shown))
  })
})

describe('uniqueness', () => {
  const tried = leaves.filter((leaf) => isWritable(leaf) && last(leaf).uniqueness !== undefined)

  it.each(named(tried))('%s', async (_, leaf) => {
    const value = sample(last(leaf), 'A')
    await created(leaf, value)
    const again = await post(leaf.type, withValue(leaf, value))
    if (last(leaf).uniqueness === 'none') expect(again.status).toBe(201)
    else expect(again.body).toMatchObject({ status: '409', scimType: 'uniqueness' })
  })
})

describe('/ServiceProviderConfig', () => {
  let config: TestAnswer['body']
  beforeAll(async () => {
    config = (await scim('GET', '/ServiceProviderConfig')).body
  })

  it('patch, filter, sort, etag and both ways of paging work; a password is not changed', async () => {
    expect(config).toMatchObject({
      patch: { supported: true },
      filter: { supported: true },
      sort: { supported: true },
      etag: { supported: true },
      changePassword: { supported: false },
      bulk: { supported: true },
      pagination: { cursor: true, index: true, defaultPaginationMethod: 'index' },
    })
    const { body, headers } = await post('User', minimal('User'))
    expect(headers.etag).toBe(body.meta.version)
    const found = await scim('GET', `/Users?filter=id eq "${body.id}"&sortBy=userName&sortOrder=descending`)
    expect(found.body.Resources).toEqual([body])
    expect((await scim('GET', '/Users')).body).toMatchObject({ startIndex: 1 })
    expect((await scim('GET', '/Users')).body).not.toHaveProperty('nextCursor')
    const password = { Operations: [{ op: 'replace', path: 'password', value: 'New-Secret-1' }] }
    const patched = await scim('PATCH', `${at('User', body.id)}?attributes=meta`, password)
    expect(patched.body.meta.version).toBe(body.meta.version)
  })

  it('a page is as long as it says, by default and at most', async () => {
    const { defaultPageSize, maxPageSize } = config.pagination
    expect(config.filter.maxResults).toBe(maxPageSize)
    expect(config.bulk).toMatchObject({
      maxOperations: LIMITS.bulkOperations,
      maxPayloadSize: LIMITS.bulkBytes,
    })
    const many = (from: number) =>
      Array.from({ length: 700 }, (_, i) => ({
        method: 'POST',
        path: '/Users',
        bulkId: `b${from + i}`,
        data: { userName: `many-${from + i}` },
      }))
    for (const from of [0, 700])
      expect((await scim('POST', '/Bulk', { Operations: many(from) })).status).toBe(200)
    const filter = 'filter=userName sw "many-"'
    for (const paging of ['', '&cursor=']) {
      expect((await scim('GET', `/Users?${filter}${paging}`)).body).toMatchObject({
        totalResults: 1400,
        itemsPerPage: defaultPageSize,
      })
      const most = await scim('GET', `/Users?${filter}${paging}&count=${maxPageSize}`)
      expect(most.body.itemsPerPage).toBe(maxPageSize)
    }
    expect((await scim('GET', `/Users?${filter}&count=1400`)).body.itemsPerPage).toBe(maxPageSize)
    expect((await scim('GET', `/Users?${filter}&cursor=&count=1400`)).body.scimType).toBe('invalidCount')
  })

  it('lets in by each of the authentication schemes', async () => {
    const headers: Record<string, string> = {
      oauthbearertoken: `Bearer ${integration.token}`,
      httpbasic: `Basic ${Buffer.from(`anybody:${integration.token}`).toString('base64')}`,
    }
    for (const { type } of config.authenticationSchemes) {
      const authorization = headers[type]
      expect(authorization, type).toBeDefined()
      expect(
        (await scim('GET', '/Users?count=0', undefined, { authorization: authorization ?? '' })).status,
      ).toBe(200)
    }
  })
})

describe('extensions that clients have made up', () => {
  const BADGE = 'urn:example:params:scim:schemas:badge:2.0:User'
  const TEAM = 'urn:example:params:scim:schemas:team:2.0:Group'

  it('are shown to those who sent them, as they were sent', async () => {
    const own = await testIntegration(endpoint.db)
    const client = testClient(own)
    const before = (await client('GET', '/Schemas')).body.totalResults
    await client('POST', '/Users', {
      userName: 'ann',
      [BADGE]: { colour: 'Red', doors: ['A', 'B'], office: { floor: '3', keys: 2 }, lost: false },
    })
    await client('POST', '/Users', { userName: 'bob', [BADGE]: { level: 7 } })
    await client('POST', '/Groups', { displayName: 'Team', [TEAM]: { cost: '100' } })
    const badge = (await client('GET', `/Schemas/${BADGE}`)).body
    expect(badge).toMatchObject({
      schemas: [URN.SCHEMA],
      id: BADGE,
      meta: { location: `${own.baseUrl}/Schemas/${BADGE}` },
    })
    const shown = Object.fromEntries(
      badge.attributes.map((one: Shown) => [one.name, [one.type, one.multiValued]]),
    )
    expect(shown).toEqual({
      colour: ['string', false],
      doors: ['string', true],
      level: ['decimal', false],
      lost: ['boolean', false],
      office: ['complex', false],
    })
    for (const [filter, found] of [
      [`${BADGE}:colour eq "RED"`, 1],
      [`${BADGE}:doors eq "b"`, 1],
      [`${BADGE}:doors eq "c"`, 0],
      [`${BADGE}:office[floor eq "3" and keys eq 2]`, 1],
      [`${BADGE}:level gt 6`, 1],
      [`${BADGE}:lost eq false`, 1],
    ] as const) {
      expect((await client('GET', `/Users?filter=${filter}`)).body.totalResults, filter).toBe(found)
    }
    expect((await client('GET', '/Schemas')).body.totalResults).toBe(before + 2)
    expect((await client('GET', '/ResourceTypes/User')).body.schemaExtensions).toEqual([
      { schema: URN.ENTERPRISE_USER, required: false },
      { schema: BADGE, required: false },
    ])
    expect((await client('GET', '/ResourceTypes/Group')).body.schemaExtensions).toEqual([
      { schema: TEAM, required: false },
    ])
    const patched = (await client('POST', '/Users', { userName: 'cid' })).body.id
    await client('PATCH', `/Users/${patched}`, {
      schemas: [URN.PATCH_OP],
      Operations: [
        { op: 'add', path: `${BADGE}:colour`, value: 3 },
        { op: 'add', path: `${BADGE}:shape`, value: 'Round' },
      ],
    })
    const after = (await client('GET', `/Schemas/${BADGE}`)).body.attributes
    expect(after.map((one: Shown) => one.name)).toEqual([
      'colour',
      'doors',
      'level',
      'lost',
      'office',
      'shape',
    ])
    await client('DELETE', `/Users/${patched}`)
    expect((await client('GET', `/Schemas/${BADGE}`)).body.attributes).toEqual(after)
    const neighbour = testClient(await testIntegration(endpoint.db, { ctx: own.ctx, name: 'Entra Europe' }))
    const stranger = testClient(await testIntegration(endpoint.db))
    for (const other of [neighbour, stranger]) {
      expect((await other('GET', '/Schemas')).body.totalResults).toBe(before)
      expect((await other('GET', `/Schemas/${BADGE}`)).status).toBe(404)
    }
  })
})
