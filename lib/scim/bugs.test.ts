import { describe, expect, test } from 'vitest'
import {
  applyPatch,
  errorBody,
  foldMembers,
  groupSchema,
  type JsonObject,
  matches,
  parseFilter,
  readJson,
  readMembers,
  readPatch,
  readQuery,
  readResource,
  replaceResource,
  sameResource,
  splitMembers,
  URN,
  unauthorized,
  userSchema,
} from './index'

/** The symptoms that real endpoints have shown to Okta and Entra; each test is named after one. */
const op = (...operations: JsonObject[]) => ({ schemas: [URN.PATCH_OP], Operations: operations })
const user = (body: JsonObject) => readResource({ userName: 'ann@acme.com', ...body }, userSchema)
const group = readResource({ displayName: 'Engineering' }, groupSchema)

const patchUser = (resource: JsonObject, ...operations: JsonObject[]) =>
  applyPatch(resource, readPatch(op(...operations), userSchema, 'u1'), userSchema)

function patchGroup(before: string[], ...operations: JsonObject[]) {
  const { attributes, members } = splitMembers(readPatch(op(...operations), groupSchema, 'g1'))
  const { replaceAll, add, remove } = foldMembers(members)
  const kept = replaceAll ? [] : before.filter((id) => !remove.has(id))
  return {
    displayName: applyPatch(group, attributes, groupSchema).displayName,
    members: [...new Set([...kept, ...add])],
    touched: members.length > 0,
  }
}

describe('twenty bugs of real endpoints', () => {
  test('1: deactivation from Okta comes without path', () => {
    const after = patchUser(user({ active: true, title: 'x' }), { op: 'replace', value: { active: false } })
    expect(after).toMatchObject({ active: false, title: 'x', userName: 'ann@acme.com' })
  })

  test('2: group push repeats the id inside the value', () => {
    const value = { id: 'g1', displayName: 'Test SCIMv2' }
    expect(patchGroup([], { op: 'replace', value }).displayName).toBe('Test SCIMv2')
    expect(() => patchGroup([], { op: 'replace', value: { ...value, id: 'g2' } })).toThrow('id:')
  })

  test('3: a rename does not empty the group', () => {
    const after = patchGroup(['a', 'b'], { op: 'replace', value: { id: 'g1', displayName: 'New' } })
    expect(after).toEqual({ displayName: 'New', members: ['a', 'b'], touched: false })
  })

  test('4: removing one member removes one; adding one keeps the others', () => {
    expect(patchGroup(['a', 'b'], { op: 'remove', path: 'members[value eq "a"]' }).members).toEqual(['b'])
    expect(patchGroup(['a', 'b'], { op: 'add', path: 'members', value: [{ value: 'c' }] }).members).toEqual([
      'a',
      'b',
      'c',
    ])
  })

  test('5: Push Now on an empty group', () => {
    expect(patchGroup(['a'], { op: 'replace', path: 'members', value: [] }).members).toEqual([])
  })

  test('6: Push Now replaces the members', () => {
    const value = [{ value: 'b' }, { value: 'c' }]
    expect(patchGroup(['a', 'b'], { op: 'replace', path: 'members', value }).members).toEqual(['b', 'c'])
  })

  test('7: members come without a type', () => {
    expect(readMembers({ displayName: 'x', members: [{ value: 'a' }] })).toEqual(['a'])
  })

  test('8: display is ignored, null too; changing it by its path is refused', () => {
    const value = [{ value: 'a', display: null, $ref: null, type: 'Person' }]
    expect(patchGroup([], { op: 'add', path: 'members', value }).members).toEqual(['a'])
    const rename = { op: 'replace', path: 'members[value eq "a"].display', value: 'Ann' }
    expect(() => patchGroup(['a'], rename)).toThrow(expect.objectContaining({ scimType: 'mutability' }))
  })

  test('9: a PUT of a group carries its members', () => {
    expect(readMembers({ id: 'g1', displayName: 'x', members: [{ value: 'a', display: 'a@x' }] })).toEqual([
      'a',
    ])
    expect(readMembers({ displayName: 'x', members: [] })).toEqual([])
  })

  test('14: userName keeps its case and is compared without it', () => {
    const created = user({ userName: 'Ann@ACME.com' })
    expect(created.userName).toBe('Ann@ACME.com')
    expect(matches(parseFilter('userName eq "ANN@acme.COM"', userSchema), created)).toBe(true)
  })

  test('15: a look-up finds people who are inactive', () => {
    const filter = parseFilter('userName eq "ann@acme.com"', userSchema)
    expect(matches(filter, user({ active: false }))).toBe(true)
  })

  test('16: Entra deactivates by the text False', () => {
    const path = 'active'
    const ann = user({ active: true })
    expect(patchUser(ann, { op: 'Replace', path, value: 'False' }).active).toBe(false)
    expect(patchUser(user({ active: false }), { op: 'Replace', path, value: 'True' }).active).toBe(true)
    expect(() => patchUser(ann, { op: 'Replace', path, value: 'no' })).toThrow('expected true or false')
    expect(() => patchUser(ann, { op: 'Replace', path, value: 0 })).toThrow('expected true or false')
  })

  test('17: op and attribute names come in any case', () => {
    expect(patchUser(user({}), { op: 'Add', path: 'DisplayName', value: 'Ann' })).toMatchObject({
      displayName: 'Ann',
    })
  })

  test('18: enterprise attributes keep their place; the manager comes in several shapes', () => {
    const path = `${URN.ENTERPRISE_USER}:manager`
    const managed = patchUser(user({}), { op: 'Add', path, value: 'm1' })
    expect(managed).toEqual(user({ [URN.ENTERPRISE_USER]: { manager: { value: 'm1' } } }))
    for (const value of ['', { value: '' }, null]) {
      expect(patchUser(managed, { op: 'Replace', path, value })).toEqual(user({}))
    }
    expect(patchUser(managed, { op: 'replace', value: { [path]: { value: 'm2' } } })).toEqual(
      user({ [URN.ENTERPRISE_USER]: { manager: { value: 'm2' } } }),
    )
  })

  test('18: enterprise attributes come without their URN, as Microsoft documents them', () => {
    const managed = user({ [URN.ENTERPRISE_USER]: { department: 'Eng', manager: { value: 'm1' } } })
    expect(user({ department: 'Eng', manager: 'm1' })).toEqual(managed)
    const value = [{ $ref: 'https://x/Users/m1', value: 'm1' }]
    expect(patchUser(user({ department: 'Eng' }), { op: 'Add', path: 'manager', value })).toMatchObject({
      [URN.ENTERPRISE_USER]: { department: 'Eng', manager: { value: 'm1' } },
    })
    expect(
      patchUser(user({}), { op: 'replace', value: { department: 'Eng', 'manager.value': 'm1' } }),
    ).toEqual(managed)
    expect(patchUser(managed, { op: 'remove', path: 'manager' })).toEqual(user({ department: 'Eng' }))
    const filter = parseFilter('userName eq "ann@acme.com" and manager eq "m1"', userSchema)
    expect(matches(filter, managed)).toBe(true)
    expect(matches(filter, user({}))).toBe(false)
    expect(parseFilter('manager[value eq "m1"]', userSchema)).toEqual(
      parseFilter(`${URN.ENTERPRISE_USER}:manager.value eq "m1"`, userSchema),
    )
  })

  test('18: what no schema knows stays unknown', () => {
    const refusal = (read: () => unknown, scimType: string) =>
      expect(read).toThrow(expect.objectContaining({ status: 400, scimType }))
    refusal(() => parseFilter('shoeSize eq "39"', userSchema), 'invalidFilter')
    refusal(() => parseFilter('manager.shoeSize eq "39"', userSchema), 'invalidFilter')
    refusal(() => parseFilter('manager eq "m1"', groupSchema), 'invalidFilter')
    refusal(() => patchUser(user({}), { op: 'add', path: 'shoeSize', value: 39 }), 'invalidPath')
    refusal(() => patchUser(user({}), { op: 'add', path: `${URN.USER}:manager`, value: 'm1' }), 'invalidPath')
  })

  test('20: a refusal is a SCIM error, with a status that is text and a detail', () => {
    expect(errorBody(unauthorized('The SCIM token was not accepted.'))).toMatchObject({
      schemas: [URN.ERROR],
      status: '401',
      detail: 'The SCIM token was not accepted.',
    })
    expect(() => readJson('<html>')).toThrow(expect.objectContaining({ name: 'ScimError', status: 400 }))
  })
})

describe('runners-up', () => {
  test('Okta echoes what it got, with everything that is read-only', () => {
    const stored = user({
      name: { formatted: 'Ann A' },
      emails: [{ value: 'a@b', type: 'work', display: 'a@b' }],
    })
    const echo = {
      ...Object.fromEntries(Object.entries(stored).reverse()),
      id: 'u1',
      groups: [{ value: 'g', display: 'Eng' }],
      meta: { resourceType: 'User', version: 'W/"1"' },
    }
    expect(sameResource(replaceResource(stored, readResource(echo, userSchema), userSchema), stored)).toBe(
      true,
    )
  })

  test("JumpCloud's minimal PUT has emails: null", () => {
    const body = {
      active: true,
      emails: null,
      id: 'u1',
      name: { givenName: 'A' },
      userName: 'a',
      schemas: [URN.USER],
    }
    expect(readResource(body, userSchema)).toEqual({
      schemas: [URN.USER],
      active: true,
      name: { givenName: 'A' },
      userName: 'a',
    })
  })

  test('an omitted active in a PUT does not flip the state', () => {
    expect(replaceResource(user({ active: false }), user({}), userSchema).active).toBe(false)
  })

  test('the password is never kept', () => {
    const after = patchUser(user({ password: 'p1' }), { op: 'replace', value: { password: 'p2' } })
    expect(JSON.stringify(after)).not.toMatch(/p1|p2|password/)
  })

  test('authentik sends no schemas', () => {
    expect(readResource({ displayName: 'Eng' }, groupSchema)).toEqual({
      schemas: [URN.GROUP],
      displayName: 'Eng',
    })
  })

  test('quotes and backslashes are escaped in a filter, plus is a space, %2B a plus', () => {
    const query = readQuery(
      new URLSearchParams(String.raw`filter=title+eq+%22O\%22Brien%2B\\%22&count=100&startIndex=1`),
      userSchema,
    )
    expect(query.filter).toMatchObject({ value: String.raw`O"Brien+\ `.trim() })
  })

  test('one entry has to satisfy the whole of a value path', () => {
    const ann = user({
      emails: [
        { value: 'a@work', type: 'work' },
        { value: 'a@home', type: 'home' },
      ],
    })
    expect(matches(parseFilter('emails[type eq "work"].value eq "a@home"', userSchema), ann)).toBe(false)
  })

  test('Entra replaces by a filter what is not there: it is made', () => {
    const path = 'emails[type eq "work"].value'
    expect(patchUser(user({}), { op: 'Replace', path, value: 'a@b' }).emails).toEqual([
      { type: 'work', value: 'a@b' },
    ])
  })
})
