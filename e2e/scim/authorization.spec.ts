import { baseUrlAt, DOORS, expect, makeTenant, serverOrigin, test } from '../fixtures'
import { provision } from '../provision'
import { ScimClient } from '../scim-client'

const LIST = '/Users?startIndex=1&count=2'
const at = (baseUrl: string) => new ScimClient(baseUrl, '')
const basic = (name: string, password: string) =>
  `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`

for (const [door, origin] of Object.entries(DOORS)) {
  test(`4 · every form in which identity providers send a token is accepted at ${door}`, async ({
    tenant,
  }) => {
    const { token } = tenant
    const forms = [
      `Bearer ${token}`,
      `bearer ${token}`,
      `BEARER   ${token}  `,
      `Bearer Bearer ${token}`,
      token,
      basic('okta', token),
      basic('', token),
      basic('okta', `Bearer ${token}`),
    ]
    for (const Authorization of forms) {
      for (const suffix of ['', '/', '/v2', '/v2/']) {
        const { status, body } = await at(baseUrlAt(origin(), tenant) + suffix.replace(/\/$/, '')).get(
          suffix.endsWith('/') ? LIST.replace('?', '/?') : LIST,
          { headers: { Authorization } },
        )
        expect({ suffix, form: Authorization.replace(token, '…'), status }).toMatchObject({ status: 200 })
        expect(body.totalResults).toBe(0)
      }
    }
  })

  test(`4 · a token that is not accepted at ${door} is told what is wrong with it`, async ({ tenant }) => {
    const foreign = await makeTenant()
    const flipped =
      tenant.token.slice(0, 30) + (tenant.token[30] === 'a' ? 'b' : 'a') + tenant.token.slice(31)
    const cases: [Record<string, string>, RegExp][] = [
      [{}, /was not accepted/],
      [{ Authorization: 'non-token' }, /was not accepted/],
      [{ Authorization: 'Bearer' }, /was not accepted/],
      [{ Authorization: basic('okta', '') }, /was not accepted/],
      [{ Authorization: `Bearer ${tenant.token.slice(0, -1)}` }, /truncated/],
      [{ Authorization: `Bearer ${tenant.token.slice(0, 20)}` }, /truncated/],
      [{ Authorization: `Bearer ${flipped}` }, /was not accepted/],
      [{ Authorization: `Bearer ${foreign.token}` }, /was not accepted/],
    ]
    const client = at(baseUrlAt(origin(), tenant))
    for (const [headers, detail] of cases) {
      const answer = await client.get(LIST, { headers })
      expect(answer.status).toBe(401)
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/)
      expect(answer.headers.get('content-type')).toMatch(/^application\/scim\+json/)
      expect(answer.body).toMatchObject({
        schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
        status: '401',
        detail: expect.stringMatching(detail),
      })
      expect(answer.text).not.toContain(tenant.token.slice(0, 40))
    }
  })
}

test('a revoked token is refused by the very next call, and its end is named', async () => {
  const first = await makeTenant()
  const again = () =>
    provision({
      company: first.name,
      owner: first.ownerEmail,
      integration: 'Corporate Okta',
      provider: 'okta',
      groupSync: true,
    })
  const second = await again()
  const both = [first.token, second.token].map((token) => new ScimClient(first.scim.baseUrl, token))
  for (const client of both) expect((await client.get(LIST)).status).toBe(200)
  await again()
  const refused = await first.scim.get(LIST)
  expect(refused.status).toBe(401)
  expect(refused.body.detail).toMatch(
    /^The SCIM token ….{4} was revoked on \d{4}-\d\d-\d\d\. Create a new one/,
  )
  expect((await both[1]?.get(LIST))?.status).toBe(200)
})

test('a company that does not exist answers as an unknown token does', async ({ tenant }) => {
  const nobody = new ScimClient(`${serverOrigin()}/api/scim/no-such-company`, tenant.token)
  const answer = await nobody.get(LIST)
  const wrong = await new ScimClient(tenant.scim.baseUrl, 'non-token').get(LIST)
  const plain = (text: string) => text.replace(/Ref \w+/, 'Ref')
  expect(answer.status).toBe(401)
  expect(plain(answer.text)).toBe(plain(wrong.text))
})
