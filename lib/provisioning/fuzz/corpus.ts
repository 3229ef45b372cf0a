import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readSequence } from '@/lib/idp/sequence'
import { type JsonObject, URN } from '@/lib/scim'

/** A request of a client before its variables are filled in and before anything is done to it. */
export type Template = {
  method: string
  path: string
  query: Readonly<Record<string, string>>
  headers: Readonly<Record<string, string>>
  body?: JsonObject
  /** A body that is no object. */
  text?: string
}

/** Every request of the recorded traffic below a folder, and those that no identity provider sends. */
export function readCorpus(folder: string): Template[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.json'),
  )
  const recorded = files.sort().flatMap((file) => {
    const sequence = readSequence(JSON.parse(readFileSync(join(folder, file), 'utf8')), file)
    return sequence.steps.map(({ request }): Template => {
      const { method, path, query = {}, echo, text } = request
      const body = request.body ?? (echo ? {} : undefined)
      return { method, path, query, headers: {}, ...(body && { body }), ...(text !== undefined && { text }) }
    })
  })
  return [...recorded, ...RARE]
}

const get = (path: string, query: Record<string, string> = {}, headers: Record<string, string> = {}) => ({
  method: 'GET',
  path,
  query,
  headers,
})
const send = (
  method: string,
  path: string,
  body: JsonObject,
  headers: Record<string, string> = {},
): Template => ({ method, path, query: {}, headers, body })
const patch = (path: string, ...operations: JsonObject[]) =>
  send('PATCH', path, { schemas: [URN.PATCH_OP], Operations: operations }, { 'if-match': 'W/"1"' })
const BADGE = 'urn:example:params:scim:schemas:extension:badge:2.0:User'

/** What the RFCs have and no identity provider sends yet. */
const RARE: readonly Template[] = [
  get('/ServiceProviderConfig'),
  get('/ResourceTypes'),
  get('/ResourceTypes/User'),
  get('/Schemas'),
  get(`/Schemas/${URN.USER}`),
  get('/Users', { sortBy: 'emails.value', sortOrder: 'descending', startIndex: '2', count: '3' }),
  get('/Users', { cursor: '', count: '2' }),
  get('/Users', { cursor: '{{cursor}}' }),
  get('/Groups', { cursor: '{{cursor}}', count: '2' }),
  get('/Users', {
    filter: `${BADGE}:doors[floor gt 1 and not (name co "a")]`,
    attributes: 'name.givenName,groups',
  }),
  get('/Users', { filter: 'meta.lastModified ge "2026-01-01T00:00:00Z" or groups.value eq "{{group}}"' }),
  get('/Groups', { filter: 'members.value eq "{{user}}" and not (displayName sw "T")' }),
  get('/Users/{{user}}', { excludedAttributes: 'emails.type,urn:x:Foo' }, { 'if-none-match': 'W/"1"' }),
  get('/Groups/{{group}}', { attributes: 'members.display' }, { 'if-none-match': '*' }),
  send('POST', '/.search', {
    schemas: [URN.SEARCH_REQUEST],
    filter: 'displayName co "a" or members pr',
    sortBy: 'displayName',
    startIndex: 1,
    count: 5,
  }),
  send('POST', '/Users/.search', { schemas: [URN.SEARCH_REQUEST], attributes: ['userName'], cursor: '' }),
  send('POST', '/Groups/.search', { filter: 'members[type eq "User"]', excludedAttributes: ['members'] }),
  send('POST', '/Users', {
    userName: 'odd.{{unique}}',
    [BADGE]: { badge: 7, doors: [{ name: 'a', floor: 2, keys: ['x'] }], list: ['a', 'b'] },
    manager: '{{user}}',
    addresses: [{ type: 'work', formatted: 'x', primary: true }],
    x509Certificates: [{ value: 'MII=' }],
    entitlements: [{ value: 'e', type: 't' }],
  }),
  patch(
    '/Users/{{user}}',
    { op: 'add', path: `${BADGE}:list`, value: ['c'] },
    { op: 'replace', path: 'emails[type eq "work" and primary eq true].value', value: 'a@b' },
    { op: 'remove', path: 'emails[not (type eq "home")]' },
    { op: 'add', value: { 'name.givenName': 'x', [`${BADGE}:doors`]: { name: 'b' } } },
  ),
  patch(
    '/Groups/{{group}}',
    { op: 'add', path: 'members', value: [{ value: '{{group}}', type: 'Group' }, { value: '{{user}}' }] },
    { op: 'remove', path: 'members[value eq "{{user}}" or value eq "{{group}}"]' },
  ),
  send('PUT', '/Users/{{user}}', { userName: 'odd.{{unique}}', active: false }, { 'if-match': '*' }),
  { method: 'DELETE', path: '/Users/{{user}}', query: {}, headers: { 'if-match': 'W/"2"' } },
  { method: 'DELETE', path: '/Groups/{{group}}', query: {}, headers: {} },
  send('POST', '/Bulk', {
    schemas: [URN.BULK_REQUEST],
    failOnErrors: 3,
    Operations: [
      {
        method: 'POST',
        path: '/Users',
        bulkId: 'a',
        data: { userName: 'bulk.{{unique}}', manager: 'bulkId:b' },
      },
      {
        method: 'POST',
        path: '/Users',
        bulkId: 'b',
        data: { userName: 'b.{{unique}}', manager: 'bulkId:a' },
      },
      {
        method: 'POST',
        path: '/Groups',
        bulkId: 'g',
        data: { displayName: 'Bulk {{unique}}', members: [{ value: 'bulkId:a' }, { value: 'bulkId:b' }] },
      },
      {
        method: 'PATCH',
        path: '/Groups/bulkId:g',
        data: { Operations: [{ op: 'remove', path: 'members[value eq "bulkId:a"]' }] },
      },
      { method: 'PUT', path: '/Users/{{user}}', version: 'W/"1"', data: { userName: 'put.{{unique}}' } },
      { method: 'DELETE', path: '/Users/bulkId:b' },
    ],
  }),
]
