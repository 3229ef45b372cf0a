import { expect, test } from 'vitest'
import { newId } from '@/lib/base/id'
import { causeOf } from './causes'
import { type Logged, outcomesOf } from './outcomes'
import { requestRow } from './testing'

const okta = newId()
const [ann, sales] = [newId(), newId()]
let clock = 0

function call(of: Partial<Logged>): Logged {
  return requestRow({
    at: new Date(1_000_000 + clock++),
    integrationId: okta,
    method: 'POST',
    status: 201,
    ...of,
  })
}

const taken = 'A user with userName Grace@acme.com already exists (origin: Local). Ref 0A1B2C3D'
const grace = '{"userName":"Grace@acme.com","name":{}}'
const conflict = () => call({ status: 409, scimType: 'uniqueness', detail: taken, requestBody: grace })
const shown = (rows: Logged[]) => {
  const { opened, succeeded } = outcomesOf(rows)
  return {
    opened: opened.map(({ cause, subject, times }) => `${cause} ${subject} ×${times}`),
    succeeded: succeeded.map(({ subject }) => subject),
  }
}

test('a write that fails opens a problem under its cause and what it was about, once however often it fails', () => {
  const [first, last] = [conflict(), conflict()]
  const { opened } = outcomesOf([first, last])
  expect(opened).toMatchObject([
    {
      cause: 'user-exists',
      subject: 'User:grace@acme.com',
      label: 'Grace@acme.com',
      resourceType: 'User',
      times: 2,
      firstAt: first.at,
      lastAt: last.at,
      requestId: last.id,
      detail: taken,
    },
  ])
})

test('a later success on the same person closes it, by name or by id; an earlier one does not', () => {
  const linked = call({
    method: 'PUT',
    path: `/v2/Users/${ann}`,
    status: 200,
    resourceId: ann,
    responseBody: grace,
  })
  expect(shown([conflict(), linked])).toEqual({ opened: [], succeeded: ['User:grace@acme.com'] })
  expect(shown([linked, conflict()]).opened).toEqual(['user-exists User:grace@acme.com ×1'])

  const failed = call({ method: 'PATCH', path: `/Groups/${sales}`, status: 500, resourceId: sales })
  const patched = call({ method: 'PATCH', path: `/Groups/${sales}`, status: 204, resourceId: sales })
  expect(shown([failed])).toEqual({ opened: [`our-side Group:${sales} ×1`], succeeded: [] })
  expect(shown([failed, patched])).toEqual({ opened: [], succeeded: [`Group:${sales}`] })
  const named = { ...patched, requestBody: '{"displayName":"Sales"}' }
  expect(shown([failed, named])).toEqual({ opened: [], succeeded: ['Group:sales'] })
})

test('reads, refused credentials, a pace that was too fast and a deletion of what is gone are no problems', () => {
  expect(
    shown([
      call({ method: 'GET', path: `/Users/${ann}`, status: 404 }),
      call({ path: '/Users/.search', status: 400 }),
      call({ status: 401, refusal: 'expired', requestBody: grace }),
      call({ status: 429, requestBody: grace }),
      call({ method: 'DELETE', path: `/Users/${ann}`, status: 404, resourceId: ann }),
      call({ integrationId: null, status: 409, requestBody: grace }),
    ]),
  ).toEqual({ opened: [], succeeded: [] })
})

test('a bulk request is told operation by operation, and not at all when the log holds only its start', () => {
  const bulk = call({
    path: '/Bulk',
    status: 200,
    requestBody: JSON.stringify({
      Operations: [
        { method: 'POST', path: '/Users', bulkId: 'a', data: { userName: 'ann' } },
        { method: 'POST', path: '/Users', bulkId: 'b', data: { userName: 'bob' } },
        { method: 'patch', path: `https://x.example/api/scim/acme/v2/Groups/${sales}`, data: {} },
      ],
    }),
    responseBody: JSON.stringify({
      Operations: [
        { method: 'POST', bulkId: 'a', status: '201', location: `https://x.example/Users/${ann}` },
        { method: 'POST', bulkId: 'b', status: '409', response: { detail: taken, scimType: 'uniqueness' } },
        { method: 'PATCH', status: '200', location: `https://x.example/Groups/${sales}` },
      ],
    }),
  })
  expect(shown([bulk])).toEqual({
    opened: ['user-exists User:bob ×1'],
    succeeded: ['User:ann', `Group:${sales}`],
  })
  expect(shown([{ ...bulk, requestBody: bulk.requestBody?.slice(0, -9) ?? null }])).toEqual({
    opened: [],
    succeeded: [],
  })
})

test('what a bulk request did not come to is nobody’s failure', () => {
  const operation = (bulkId: string, userName: string) => ({
    method: 'POST',
    path: '/Users',
    bulkId,
    data: { userName },
  })
  const bulk = call({
    path: '/Bulk',
    status: 200,
    requestBody: JSON.stringify({
      failOnErrors: 1,
      Operations: [operation('a', 'ann'), operation('b', 'bob')],
    }),
    responseBody: JSON.stringify({
      Operations: [
        { method: 'POST', bulkId: 'b', status: '409', response: { detail: taken, scimType: 'uniqueness' } },
      ],
    }),
  })
  expect(shown([bulk])).toEqual({ opened: ['user-exists User:bob ×1'], succeeded: [] })
})

test('a name is found in a body that was cut, and in any escaping', () => {
  const long = `{"displayName":"R\\u00e9sum\\u00e9 \\"A\\"","members":[{"value":"`
  const failed = call({
    path: '/Groups',
    status: 403,
    requestBody: long,
    detail: 'Group synchronization is off for “Okta”.',
  })
  expect(shown([failed]).opened).toEqual(['group-sync-off Group:résumé "a" ×1'])
})

test.each([
  [
    409,
    'uniqueness',
    'A user with userName a already exists and is managed by “Entra Europe”. Ref 1',
    'user-managed-elsewhere',
  ],
  [
    409,
    'uniqueness',
    'A user with userName g@acme.com already exists (origin: Local), and “Okta” leaves Local people as they are. Switch the rule',
    'local-conflict',
  ],
  [409, 'uniqueness', 'A group named “Engineering” already exists. Ref 1', 'group-exists'],
  [403, null, 'Provisioning is paused by an administrator of Acme. Ref 1', 'paused'],
  [403, null, 'This SCIM token may only read; users can’t be changed with it.', 'read-only-token'],
  [
    400,
    'invalidValue',
    'emails: at least one e-mail is required. Check the attribute mapping.',
    'attribute-missing',
  ],
  [400, 'invalidValue', 'g@other.com is outside the allowed domains acme.com. Ref 1', 'domain-not-allowed'],
  [400, 'invalidValue', 'None of these members is provisioned yet: 9f3. Ref 1', 'no-member-known'],
  [400, 'invalidValue', 'A can’t be a member of itself. Ref 1', 'circle'],
  [400, 'invalidPath', 'There is no shoeSize. Ref 1', 'not-understood'],
  [404, null, 'No such endpoint /Users/Users. The base URL should end with /api/scim/acme.', 'wrong-address'],
  [404, null, 'There is no user with id 7. Ref 1', 'not-found'],
  [412, null, 'It was changed meanwhile.', 'changed-meanwhile'],
  [413, null, 'Too large.', 'too-large'],
  [418, null, 'A teapot.', 'other'],
  [503, null, 'Away.', 'our-side'],
] as const)('%i %s “%s” is %s', (status, scimType, detail, cause) => {
  expect(causeOf({ status, scimType, detail, refusal: null })).toBe(cause)
})
