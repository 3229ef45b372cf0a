import { connect } from 'node:net'
import { baseUrlAt, DOORS, expect, test } from '../fixtures'
import { type Answer, ScimClient, sentenceOf, user } from '../scim-client'

const URN = 'urn:ietf:params:scim:schemas:core:2.0:User'

function expectScimError(answer: Answer, status: number, scimType?: string): void {
  expect(answer.status, answer.text).toBe(status)
  expect(answer.headers.get('content-type')).toMatch(/^application\/scim\+json/)
  expect(answer.body.schemas).toEqual(['urn:ietf:params:scim:api:messages:2.0:Error'])
  expect(answer.body.status).toBe(String(status))
  expect(answer.body.detail).toMatch(/^.{10,} Ref [0-9A-F]{8}$/)
  expect(answer.body.detail.length).toBeLessThanOrEqual(400)
  expect(answer.body.scimType).toBe(scimType)
}

for (const [door, origin] of Object.entries(DOORS)) {
  test.describe(`at ${door}`, () => {
    test('a body that cannot be stored is refused, and nothing is', async ({ tenant }) => {
      const scim = new ScimClient(baseUrlAt(origin(), tenant), tenant.token)
      const bodies: [string | Uint8Array, string][] = [
        ['{"userName":', 'invalidSyntax'],
        ['', 'invalidSyntax'],
        ['[]', 'invalidSyntax'],
        ['"text"', 'invalidSyntax'],
        ['null', 'invalidSyntax'],
        [new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]), 'invalidSyntax'],
        [`${'{"a":'.repeat(200)}1${'}'.repeat(200)}`, 'invalidSyntax'],
        [JSON.stringify({ schemas: [URN] }), 'invalidValue'],
        [JSON.stringify({ schemas: [URN], userName: '' }), 'invalidValue'],
        [JSON.stringify({ schemas: [URN], userName: '   ' }), 'invalidValue'],
        [JSON.stringify({ schemas: [URN], userName: true }), 'invalidValue'],
        [JSON.stringify({ schemas: [URN], userName: 42 }), 'invalidValue'],
        [JSON.stringify({ schemas: [URN], userName: ['a'] }), 'invalidValue'],
        [JSON.stringify({ schemas: [URN], userName: { first: 'a' } }), 'invalidValue'],
        [JSON.stringify({ schemas: [URN], userName: ['a', 'b'] }), 'invalidValue'],
        [JSON.stringify({ ...user('a'), active: 'perhaps' }), 'invalidValue'],
        [JSON.stringify({ ...user('a'), emails: [{ value: { a: 1 } }] }), 'invalidValue'],
        [JSON.stringify({ ...user('a'), emails: 'a@b' }), 'invalidValue'],
        [JSON.stringify({ ...user('a'), name: true }), 'invalidValue'],
        [JSON.stringify({ ...user('a'), name: [] }), 'invalidValue'],
        [JSON.stringify({ ...user('a'), userName: 'x'.repeat(5000) }), 'invalidValue'],
        ['{"userName":"nul\\u0000byte"}', 'invalidValue'],
        ['{"userName":"lone\\ud800surrogate"}', 'invalidValue'],
      ]
      for (const [raw, scimType] of bodies) {
        await test.step(String(raw).slice(0, 60), async () => {
          const answer = await scim.send('POST', '/Users', { raw })
          expectScimError(answer, 400, scimType)
        })
      }
      expect((await scim.get('/Users')).body.totalResults).toBe(0)
    })

    test('a body that is too large or of another kind is refused', async ({ tenant }) => {
      const scim = new ScimClient(baseUrlAt(origin(), tenant), tenant.token)
      const huge = JSON.stringify({ ...user('huge'), displayName: 'x'.repeat(1_100_000) })
      expectScimError(await scim.send('POST', '/Users', { raw: huge }), 413)
      const form = { raw: 'userName=a', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }
      expectScimError(await scim.send('POST', '/Users', form), 415)
      const packed = { raw: JSON.stringify(user('zip')), headers: { 'Content-Encoding': 'gzip' } }
      expectScimError(await scim.send('POST', '/Users', packed), 415)
      expect((await scim.get('/Users')).body.totalResults).toBe(0)
    })

    test('unknown paths and methods are answered in SCIM, never in HTML', async ({ tenant }) => {
      const scim = new ScimClient(baseUrlAt(origin(), tenant), tenant.token)
      for (const path of ['/Users/Users', '/Nothing', '/Users/a/b', '/users.json']) {
        expectScimError(await scim.get(path), 404)
      }
      const twice = await scim.get('/Users/Users')
      expect(sentenceOf(twice)).toBe(
        `No such endpoint /Users/Users. The base URL should end with /api/scim/${tenant.tenant}.`,
      )
      const wrong = await scim.delete('/Users')
      expectScimError(wrong, 405)
      expect(wrong.headers.get('allow')).toBe('GET, HEAD, POST')
      expectScimError(await scim.post('/Users/00919288221112222', {}), 405)
      expectScimError(await scim.get('/Me'), 501)
    })

    test('HEAD asks what GET does, and is answered without a body', async ({ tenant }) => {
      const scim = new ScimClient(baseUrlAt(origin(), tenant), tenant.token)
      const id = await scim.addUser('ann@acme.example')
      await scim.addGroup('Engineering', [id])
      for (const path of ['/Users', `/Users/${id}`, '/Groups', '/Schemas', '/Users/nobody']) {
        const [asked, read] = [await scim.send('HEAD', path), await scim.get(path)]
        expect(asked.status, path).toBe(read.status)
        expect(asked.text).toBe('')
        expect(asked.headers.get('content-type')).toBe(read.headers.get('content-type'))
        expect(asked.headers.get('etag')).toBe(read.headers.get('etag'))
      }
      const wrong = await scim.send('HEAD', '/Bulk')
      expect({ status: wrong.status, allow: wrong.headers.get('allow') }).toEqual({
        status: 405,
        allow: 'POST',
      })
    })

    test('ids that are not ours name nothing', async ({ tenant }) => {
      const scim = new ScimClient(baseUrlAt(origin(), tenant), tenant.token)
      const ids = [
        '00919288221112222',
        '010101001010101011001010101011',
        'a',
        '%00',
        '%F0%9F%98%80',
        "'%3B--",
        '00000000-0000-0000-0000-000000000000',
      ]
      for (const id of ids) {
        for (const type of ['Users', 'Groups']) {
          expectScimError(await scim.get(`/${type}/${id}`), 404)
          expectScimError(
            await scim.patch(`/${type}/${id}`, [{ op: 'replace', value: { active: false } }]),
            404,
          )
          expectScimError(await scim.delete(`/${type}/${id}`), 404)
        }
        expectScimError(await scim.put(`/Users/${id}`, user('a')), 404)
      }
    })

    test('filters that are not understood are refused with their place, never answered with everybody', async ({
      tenant,
    }) => {
      const scim = new ScimClient(baseUrlAt(origin(), tenant), tenant.token)
      await scim.addUser('ann@acme.example')
      const filters = [
        'userName',
        'userName eq',
        'userName is "a"',
        'nothing eq "a"',
        '(userName eq "a"',
        'userName eq "a',
        'active gt true',
        `userName eq "${'x'.repeat(5000)}"`,
        'emails[type eq "work"',
        `${'('.repeat(100)}userName pr${')'.repeat(100)}`,
        'userName eq "\\ud800"',
        'meta.created gt "0000-12-31T23:59:59Z"',
        'meta.created lt "9999-12-31T23:59:59-14:00"',
        'meta.created lt "2026-02-30"',
      ]
      for (const filter of filters) {
        const answer = await scim.get(`/Users?filter=${encodeURIComponent(filter)}`)
        expectScimError(answer, 400, 'invalidFilter')
      }
      const answer = await scim.get(
        `/Users?filter=${encodeURIComponent('userName eq "a" and nothing eq "b"')}`,
      )
      expect(answer.body.detail).toMatch(/nothing/)
      expect(answer.body.detail).toMatch(/\d+/)
    })

    test('PATCHes that make no sense change nothing', async ({ tenant }) => {
      const scim = new ScimClient(baseUrlAt(origin(), tenant), tenant.token)
      const id = await scim.addUser('ann@acme.example', { title: 'Analyst' })
      const before = (await scim.get(`/Users/${id}`)).text
      const cases: [unknown[], string][] = [
        [[{ op: 'replace', path: 'nothing', value: 'x' }], 'invalidPath'],
        [[{ op: 'replace', path: 'id', value: 'other' }], 'mutability'],
        [[{ op: 'replace', path: 'groups', value: [] }], 'mutability'],
        [[{ op: 'replace', path: 'active', value: 'perhaps' }], 'invalidValue'],
        [
          [
            { op: 'replace', path: 'title', value: 'Lead' },
            { op: 'replace', path: 'meta.created', value: 'x' },
          ],
          'mutability',
        ],
        [[{ op: 'move', path: 'title', value: 'x' }], 'invalidSyntax'],
        [[{ op: 'remove' }], 'noTarget'],
        [[{ op: 'replace', path: 'emails[type eq', value: 'x' }], 'invalidFilter'],
        [[{ op: 'replace', path: 'userName', value: null }], 'invalidValue'],
      ]
      for (const [operations, scimType] of cases) {
        await test.step(JSON.stringify(operations), async () => {
          const answer = await scim.patch(`/Users/${id}`, operations)
          expect(answer.status, answer.text).toBe(400)
          expect(answer.body.scimType).toBe(scimType)
        })
      }
      for (const raw of ['{}', '{"Operations":"x"}', '{"Operations":[1]}', '{"Operations":[{"op":1}]}']) {
        expect((await scim.send('PATCH', `/Users/${id}`, { raw })).status, raw).toBe(400)
      }
      expect((await scim.get(`/Users/${id}`)).text).toBe(before)
    })

    test('odd but legal Unicode comes back as it was sent', async ({ tenant }) => {
      const scim = new ScimClient(baseUrlAt(origin(), tenant), tenant.token)
      const names = ['Zoë 😀', 'نادية', '王小明', 'Å\u030a', '‮right-to-left', 'tab\there', '\u2028line', 'ﬀ']
      for (const displayName of names) {
        const id = await scim.addUser(`${encodeURIComponent(displayName)}@acme.example`, { displayName })
        expect((await scim.get(`/Users/${id}`)).body.displayName).toBe(displayName)
        const found = await scim.get(
          `/Users?filter=${encodeURIComponent(`displayName eq ${JSON.stringify(displayName)}`)}`,
        )
        expect(found.body.Resources.map((one: { id: string }) => one.id)).toEqual([id])
      }
    })

    test('keys that mean something to JavaScript mean nothing here', async ({ tenant }) => {
      const scim = new ScimClient(baseUrlAt(origin(), tenant), tenant.token)
      const raw = `{"schemas":["${URN}"],"userName":"proto@acme.example","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}`
      expect((await scim.send('POST', '/Users', { raw })).status).toBe(201)
      const id = (await scim.get('/Users')).body.Resources[0].id
      await scim.patch(`/Users/${id}`, [{ op: 'add', path: '__proto__.polluted', value: 1 }])
      await scim.patch(`/Users/${id}`, [{ op: 'add', value: { 'constructor.prototype.polluted': 1 } }])
      const { text } = await scim.get(`/Users/${id}`)
      expect(text).not.toContain('polluted')
    })
  })
}

test('an address that cannot be decoded is a SCIM 404 at server.ts', async ({ tenant }) => {
  for (const path of ['/%E0%A4%A', '/Users/%ZZ', '/Users/%E0%A4%A']) {
    expectScimError(await tenant.scim.get(path), 404)
  }
})

test('a request that is too long or no HTTP at all is refused in SCIM too', async ({ tenant }) => {
  const long = await tenant.scim.get(`/Users?filter=${'a'.repeat(20_000)}`)
  expect(long.status).toBe(431)
  expect(long.headers.get('content-type')).toMatch(/^application\/scim\+json/)
  expect(long.body).toMatchObject({ status: '431', detail: expect.stringContaining('/.search') })
  const { hostname, port } = new URL(tenant.scim.baseUrl)
  const text = await new Promise<string>((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write('NONSENSE\r\n\r\n'))
    let received = ''
    socket.on('data', (chunk) => {
      received += chunk.toString('utf8')
    })
    socket.on('end', () => resolve(received))
    socket.on('error', reject)
  })
  expect(text).toMatch(/^HTTP\/1\.1 400 Bad Request\r\nContent-Type: application\/scim\+json/)
  expect((await tenant.scim.get('/Users')).status).toBe(200)
})
