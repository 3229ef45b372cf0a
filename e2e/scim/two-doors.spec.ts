import { baseUrlAt, expect, nextOrigin, serverOrigin, test } from '../fixtures'
import { type Answer, ScimClient, user } from '../scim-client'

/** Headers that a transport adds by itself; all others must agree. */
const OF_THE_TRANSPORT = new Set([
  'connection',
  'date',
  'keep-alive',
  'transfer-encoding',
  'content-length',
  'content-encoding',
  'vary',
])

/** An answer without what differs by nature: ids, times, references and the origin. */
function plain({ status, headers, text }: Answer) {
  const neutral = (value: string) =>
    value
      .replaceAll(serverOrigin(), 'origin')
      .replaceAll(nextOrigin(), 'origin')
      .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id')
      .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'time')
      .replace(/Ref \w+/, 'Ref')
      .replace(/\b(one|two)\b/g, 'who')
      .replace(/Team (One|Two)/g, 'Team')
  const kept = [...headers].filter(([name]) => !OF_THE_TRANSPORT.has(name))
  return {
    status,
    text: neutral(text),
    headers: kept.map(([name, value]) => `${name}: ${neutral(value)}`).sort(),
  }
}

/** The same conversation at one door; `who` keeps the two apart in the one directory. */
async function converse(scim: ScimClient, who: 'One' | 'Two'): Promise<Record<string, Answer>> {
  const name = `${who.toLowerCase()}@acme.example`
  const filter = encodeURIComponent(`userName eq "${name}"`)
  const answers: Record<string, Answer> = {}
  const keep = async (step: string, answer: Promise<Answer>) => (answers[step] = await answer)
  const { body } = await keep('create', scim.post('/Users', user(name)))
  await keep('create twice', scim.post('/Users', user(name)))
  await keep('get', scim.get(`/Users/${body.id}`))
  await keep('get, trailing slash', scim.get(`/Users/${body.id}/`))
  await keep('get, unchanged', scim.get(`/Users/${body.id}`, { headers: { 'If-None-Match': 'W/"1"' } }))
  await keep('get some', scim.get(`/Users/${body.id}?attributes=userName,emails.value`))
  await keep('find', scim.get(`/Users?filter=${filter}&startIndex=1&count=100`))
  await keep('find, + for space', scim.get(`/Users?filter=${filter.replaceAll('%20', '+')}`))
  await keep('patch', scim.patch(`/Users/${body.id}`, [{ op: 'replace', value: { title: 'Lead' } }]))
  await keep('patch, stale', scim.patch(`/Users/${body.id}`, [], { headers: { 'If-Match': 'W/"1"' } }))
  await keep('put', scim.put(`/Users/${body.id}`, { ...user(name), displayName: 'Ann' }))
  const group = await keep(
    'create group',
    scim.post('/Groups', { displayName: `Team ${who}`, members: [{ value: body.id }] }),
  )
  await keep(
    'patch group',
    scim.patch(`/Groups/${group.body.id}`, [{ op: 'replace', path: 'members', value: [] }]),
  )
  await keep('get group', scim.get(`/Groups/${group.body.id}?excludedAttributes=members`))
  await keep('delete group', scim.delete(`/Groups/${group.body.id}`))
  await keep('search', scim.post('/Users/.search', { filter: `userName eq "${name}"` }))
  await keep('broken body', scim.send('POST', '/Users', { raw: '{' }))
  await keep(
    'wrong kind',
    scim.send('POST', '/Users', { raw: 'x', headers: { 'Content-Type': 'text/plain' } }),
  )
  await keep('bad filter', scim.get('/Users?filter=x'))
  await keep('no such path', scim.get('/Users/Users'))
  await keep('no such method', scim.delete('/Groups'))
  await keep('double slash', scim.get('//Users/none'))
  await keep('schemas', scim.get('/Schemas'))
  await keep('configuration', scim.get('/ServiceProviderConfig'))
  await keep('no token', scim.get('/Users', { headers: { Authorization: '' } }))
  await keep('options', scim.send('OPTIONS', '/Users'))
  await keep('delete', scim.delete(`/Users/${body.id}`))
  await keep('delete again', scim.delete(`/Users/${body.id}`))
  return answers
}

test('both doors give the same answers, headers included', async ({ tenant }) => {
  const doors = [serverOrigin(), nextOrigin()].map(
    (origin) => new ScimClient(baseUrlAt(origin, tenant), tenant.token),
  )
  const first = await converse(doors[0] as ScimClient, 'One')
  const second = await converse(doors[1] as ScimClient, 'Two')
  for (const [step, answer] of Object.entries(first)) {
    await test.step(step, () => expect(plain(second[step] as Answer)).toEqual(plain(answer)))
  }
})

test('no answer at either door is HTML or sets a cookie', async ({ tenant }) => {
  for (const origin of [serverOrigin(), nextOrigin()]) {
    for (const path of [
      '/api/scim',
      `/api/scim/${tenant.tenant}`,
      `/api/scim/${tenant.tenant}/x`,
      '/api/scim/nobody/Users',
    ]) {
      const answer = await new ScimClient(origin, tenant.token).get(path)
      expect(answer.headers.get('content-type')).toMatch(/^application\/scim\+json/)
      expect(answer.headers.get('set-cookie')).toBeNull()
      expect([401, 404]).toContain(answer.status)
    }
  }
})
