import { describe, expect, test } from 'vitest'
import { AppError } from '@/lib/base/errors'
import { inEnglish } from '@/lib/messages/translate'
import { URN } from '@/lib/scim'
import { readTyped } from './input'
import { fieldOf, takenFields, USUAL_PATHS } from './mapping'
import { pathsSeen } from './seen'
import { readSource } from './source'

describe('a path', () => {
  test.each([
    ['title', 'title'],
    [' NAME.givenname ', 'name.givenName'],
    ['emails[type eq "work"].value', 'emails[type eq "work"].value'],
    ['department', `${URN.ENTERPRISE_USER}:department`],
    [`${URN.ENTERPRISE_USER.toLowerCase()}:costcenter`, `${URN.ENTERPRISE_USER}:costCenter`],
    ['urn:okta:acme:1.0:user:custom:badge', 'urn:okta:acme:1.0:user:custom:badge'],
    ['manager', `${URN.ENTERPRISE_USER}:manager`],
  ])('%s is kept as %s', (typed, path) => {
    expect(readSource(typed).path).toBe(path)
  })

  test.each([
    ['', 'Enter a path, such as title.'],
    ['titel', 'No attribute is called “titel”.'],
    ['name', '“name” has several parts. Choose one of them, such as name.formatted.'],
    ['addresses', '“addresses” has several parts.'],
    ['emails[type work].value', 'We can’t read what stands in the brackets'],
    ['title[type eq "work"]', '“title[type eq "work"]” chooses from a list, but this attribute has none.'],
    ['nothing[type eq "work"]', 'chooses from a list'],
    [URN.ENTERPRISE_USER, 'is the name of a schema'],
    ['password', 'isn’t sent by your identity provider, or isn’t kept.'],
    ['meta.version', 'isn’t kept'],
    ['x509Certificates.value', 'is no text'],
    ['x'.repeat(500), 'This path is too long.'],
  ])('%s is refused: %s', (typed, sentence) => {
    const refusal = (() => {
      try {
        return readSource(typed)
      } catch (error) {
        return error
      }
    })()
    expect(refusal).toBeInstanceOf(AppError)
    expect(inEnglish((refusal as AppError).text)).toContain(sentence)
  })

  test('every usual path is one', () => {
    for (const path of Object.values(USUAL_PATHS)) expect(readSource(path).path).toBe(path)
  })
})

describe('a mapping', () => {
  const resource = {
    title: 'Analyst',
    nickName: 'Amazing',
    phoneNumbers: [{ value: '+1 2', type: 'work' }],
    addresses: [{ locality: 'Leeds' }],
  }

  test('keeps only what is not as usual', () => {
    expect(
      readTyped({
        title: { path: 'nickname' },
        phone: { path: 'phoneNumbers.value' },
        email: { path: 'emails.value', required: true },
        location: { required: false },
      }),
    ).toEqual({ title: { path: 'nickName' }, email: { required: true } })
  })

  test('says at which field a path is wrong, and refuses what is none', () => {
    expect(() => readTyped({ title: { path: 'titel' } })).toThrow(expect.objectContaining({ field: 'title' }))
    for (const sent of [null, [], { salary: {} }, { title: { path: 7 } }]) {
      expect(() => readTyped(sent)).toThrow(AppError)
    }
  })

  test('takes no telephone number for a field that everybody sees', () => {
    const typed = { path: 'phoneNumbers[type eq "work"].value' }
    for (const field of ['displayName', 'email'] as const) {
      const refused = expect.objectContaining({
        field,
        text: expect.objectContaining({ key: 'mapping.errors.phone' }),
      })
      expect(() => readTyped({ [field]: typed })).toThrow(refused)
    }
    expect(readTyped({ title: typed })).toEqual({ title: typed })
  })

  test('takes what it names, and nothing where it names nothing', () => {
    expect(takenFields(resource, {})).toBeUndefined()
    expect(takenFields(resource, { email: { required: true } })).toBeUndefined()
    const fields = takenFields(resource, { title: { path: 'nickName' }, manager: { path: 'userType' } })
    expect(fields).toEqual({
      title: { path: 'nickName', value: 'Amazing' },
      manager: { path: 'userType', value: null },
    })
    expect(fieldOf(resource, { fields: fields ?? {} }, 'title')).toBe('Amazing')
    expect(fieldOf(resource, null, 'title')).toBe('Analyst')
    expect(fieldOf(resource, null, 'location')).toBe('Leeds')
  })

  test('takes the beginning of what is long, and no half of a character', () => {
    const long = { title: `${'x'.repeat(511)}😀` }
    expect(takenFields(long, { userType: { path: 'title' } })?.userType?.value).toBe('x'.repeat(511))
  })
})

test('the paths that were seen are those that would be typed, the commonest first', () => {
  const paths = pathsSeen([
    { userName: 'a', active: true, emails: [{ value: 'a@b', type: 'work', primary: true }] },
    { userName: 'b', 'urn:acme:1.0:User': { badge: 7, desk: { floor: 2 }, none: null }, roles: ['x'] },
    { userName: 'c', schemas: ['x'], name: { givenName: 'C' }, emails: [{ value: 'c@b' }] },
  ])
  expect(paths).toEqual([
    'userName',
    'emails.value',
    'emails[type eq "work"].value',
    'name.givenName',
    'roles',
    'urn:acme:1.0:User:badge',
    'urn:acme:1.0:User:desk.floor',
  ])
  for (const path of paths) expect(readSource(path).path).toBe(path.replace(/^roles$/, 'roles'))
})
