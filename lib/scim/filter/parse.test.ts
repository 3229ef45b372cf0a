import { describe, expect, test } from 'vitest'
import { groupSchema } from '../schema/group'
import { attribute, defineResource } from '../schema/schema'
import { userSchema } from '../schema/user'
import { URN } from '../urns'
import type { Filter } from './ast'
import { parseFilter, parseValuePath } from './parse'
import { printFilter } from './print'

const parse = (text: string) => parseFilter(text, userSchema)
const printed = (text: string) => printFilter(parse(text))
const refusal = (text: string) => {
  try {
    parse(text)
  } catch (error) {
    return error
  }
  return 'accepted'
}

describe('the grammar', () => {
  test.each(['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'])('%s compares, in any case', (op) => {
    expect(parse(`userName ${op.toUpperCase()} "bjensen"`)).toMatchObject({
      kind: 'compare',
      op,
      value: 'bjensen',
      path: { name: 'userName', sub: undefined, caseExact: false, known: true },
    })
  })

  test.each([
    'userName eq "bjensen"',
    'name.familyName co "O\'Malley"',
    'userName sw "J"',
    'urn:ietf:params:scim:schemas:core:2.0:User:userName sw "J"',
    'title pr',
    'meta.lastModified gt "2011-05-13T04:42:34Z"',
    'meta.lastModified ge "2011-05-13T04:42:34Z"',
    'meta.lastModified lt "2011-05-13T04:42:34Z"',
    'meta.lastModified le "2011-05-13T04:42:34Z"',
    'title pr and userType eq "Employee"',
    'title pr or userType eq "Intern"',
    'schemas eq "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"',
    'userType eq "Employee" and (emails co "example.com" or emails.value co "example.org")',
    'userType ne "Employee" and not (emails co "example.com" or emails.value co "example.org")',
    'userType eq "Employee" and (emails.type eq "work")',
    'userType eq "Employee" and emails[type eq "work" and value co "@example.com"]',
    'emails[type eq "work" and value co "@example.com"] or ims[type eq "xmpp" and value co "@foo.com"]',
  ])('RFC 7644 §3.4.2.2 example: %s', (text) => {
    const filter = parse(text)
    expect(parse(printFilter(filter))).toEqual(filter)
  })

  test('and binds more tightly than or, and both group from the left', () => {
    expect(parse('title pr or title pr and title pr')).toMatchObject({ kind: 'or', right: { kind: 'and' } })
    expect(parse('title pr and title pr or title pr')).toMatchObject({ kind: 'or', left: { kind: 'and' } })
    expect(parse('title pr or title pr or title pr')).toMatchObject({ kind: 'or', left: { kind: 'or' } })
    expect(printed('title pr and (title pr and title pr)')).toBe('title pr and (title pr and title pr)')
    expect(printed('title pr or (title pr or title pr)')).toBe('title pr or (title pr or title pr)')
    expect(printed('(title pr or title pr) and title pr')).toBe('(title pr or title pr) and title pr')
    expect(printed('(title pr and title pr) or title pr')).toBe('title pr and title pr or title pr')
  })

  test('not stands before parentheses, brackets or a comparison', () => {
    expect(printed('NOT(title pr)')).toBe('not (title pr)')
    expect(printed('not title pr and active eq true')).toBe('not (title pr) and active eq true')
    expect(printed('not emails[type eq "work"]')).toBe('not (emails[type eq "work"])')
    expect(printed('not not (title pr)')).toBe('not (not (title pr))')
    expect(printed('emails[not (type eq "work")]')).toBe('emails[not (type eq "work")]')
  })

  test('white space is free between the parts', () => {
    expect(printed(' ( userName\teq  "a" )\n')).toBe('userName eq "a"')
    expect(printed('emails [ type eq "work" ]')).toBe('emails[type eq "work"]')
  })

  test('a word after a value path asks the same entry', () => {
    expect(printed('emails[type eq "work"].value eq "a@b.c"')).toBe(
      'emails[type eq "work" and value eq "a@b.c"]',
    )
    expect(printed('emails[type eq "work"].value pr')).toBe('emails[type eq "work" and value pr]')
    expect(printed('emails[type eq "work" or primary eq true].value sw "a"')).toBe(
      'emails[(type eq "work" or primary eq true) and value sw "a"]',
    )
  })

  test('inside brackets, paths are relative to the entry', () => {
    const filter = parse('emails[primary eq true]') as Filter & { kind: 'some' }
    expect(filter.path).toMatchObject({ name: 'emails', sub: undefined, type: 'complex', multiValued: true })
    expect(filter.where).toMatchObject({
      path: { name: 'primary', sub: undefined, type: 'boolean', multiValued: false, extension: false },
      value: true,
    })
  })

  test('brackets on a single complex value name its sub-attributes', () => {
    expect(printed('name[givenName eq "A" and not (familyName pr)]')).toBe(
      'name.givenName eq "A" and not (name.familyName pr)',
    )
    expect(printed(`${URN.ENTERPRISE_USER}:manager[value eq "7"]`)).toBe(
      `${URN.ENTERPRISE_USER}:manager.value eq "7"`,
    )
    expect(printed('urn:x:Foo:a[b eq "c" and d pr]')).toBe('urn:x:Foo:a[b eq "c" and d pr]')
    expect(printed('urn:x:Foo:a[b:c eq "d"]')).toBe('urn:x:Foo:a[b:c eq "d"]')
  })
})

describe('names', () => {
  test('are found in any case and answered in the spelling of the schema', () => {
    expect(printed('USERNAME eq "a"')).toBe('userName eq "a"')
    expect(printed('NAME.FAMILYNAME eq "a"')).toBe('name.familyName eq "a"')
    expect(printed('EMAILS[TYPE eq "a"]')).toBe('emails[type eq "a"]')
    expect(printed('groups.$REF pr')).toBe('groups.$ref pr')
  })

  test('a URN in front is read in any case, although it has dots and colons', () => {
    expect(printed(`${URN.USER.toUpperCase()}:USERNAME eq "a"`)).toBe('userName eq "a"')
    expect(printed(`${URN.ENTERPRISE_USER.toLowerCase()}:department eq "a"`)).toBe(
      `${URN.ENTERPRISE_USER}:department eq "a"`,
    )
    expect(parse(`${URN.ENTERPRISE_USER}:manager.displayName eq "a"`)).toMatchObject({
      path: { schema: URN.ENTERPRISE_USER, extension: true, name: 'manager', sub: 'displayName' },
    })
  })

  test('an unknown core attribute is refused by name', () => {
    expect(refusal('usrName eq "a"')).toMatchObject({
      status: 400,
      scimType: 'invalidFilter',
      detail: 'usrName at position 1 is not an attribute of Users.',
    })
    expect(refusal('title pr and name.nick eq "a"')).toMatchObject({
      detail: 'name.nick at position 14 is not an attribute of Users.',
    })
    expect(refusal(`${URN.USER}:foo eq "a"`)).toMatchObject({ scimType: 'invalidFilter' })
    expect(refusal('emails[foo eq "a"]')).toMatchObject({
      detail: 'foo at position 8 is not an attribute of emails.',
    })
    expect(refusal('name[foo eq "a"]')).toMatchObject({
      detail: 'foo at position 6 is not an attribute of name.',
    })
    expect(refusal('emails[type eq "work"].foo eq "a"')).toMatchObject({
      detail: 'foo at position 24 is not an attribute of emails.',
    })
    expect(refusal(`${'x'.repeat(100)} pr`)).toMatchObject({
      detail: `${'x'.repeat(60)}… at position 1 is not an attribute of Users.`,
    })
    expect(() => parseFilter('userName eq "a"', groupSchema)).toThrow('is not an attribute of Groups')
  })

  test('an unknown attribute of an extension is text without case, or a number', () => {
    const unknown = { known: false, extension: true, type: 'string', caseExact: false, multiValued: false }
    expect(parse('urn:okta:app:1.0:user:custom:Shoe.size gt 42')).toMatchObject({
      path: { ...unknown, schema: 'urn:okta:app:1.0:user:custom', name: 'Shoe', sub: 'size' },
      value: 42,
    })
    const read = (literal: string) => (parse(`urn:x:Foo:size eq ${literal}`) as { value?: unknown }).value
    expect(['-2.5', '"42"', '007', '12345678901234567890', '4.20'].map(read)).toEqual([
      -2.5,
      '42',
      '007',
      '12345678901234567890',
      '4.20',
    ])
    expect(parse('urn:x:Foo:size co 4')).toMatchObject({ value: '4' })
    expect(parse(`${URN.ENTERPRISE_USER}:badge eq true`)).toMatchObject({
      path: { ...unknown, schema: URN.ENTERPRISE_USER, name: 'badge' },
      value: 'true',
    })
    expect(refusal(`${URN.ENTERPRISE_USER}:Manager.badge eq "x"`)).toMatchObject({
      scimType: 'invalidFilter',
    })
  })

  test.each(['constructor', 'prototype', '__proto__', 'a.__proto__', 'a.constructor', 'a.b.c', '1a', ''])(
    'an extension has no attribute %j',
    (name) => {
      expect(refusal(`urn:x:Foo:${name} eq "a"`)).toMatchObject({ scimType: 'invalidFilter' })
    },
  )

  test('the password, and a schema instead of an attribute, are refused', () => {
    expect(refusal('password eq "secret"')).toMatchObject({
      detail: 'password at position 1 cannot be searched.',
    })
    expect(refusal(`${URN.ENTERPRISE_USER} pr`)).toMatchObject({
      detail: 'Position 1 names a schema; name one of its attributes.',
    })
  })

  test('brackets need sub-attributes', () => {
    expect(refusal('userName[a eq "b"]')).toMatchObject({
      detail: 'userName at position 1 has no sub-attributes to look for in brackets.',
    })
    expect(refusal('schemas[value eq "b"]')).toMatchObject({ scimType: 'invalidFilter' })
    expect(refusal('emails[value[type eq "b"]]')).toMatchObject({ scimType: 'invalidFilter' })
  })
})

describe('values', () => {
  test('text has the escapes of JSON', () => {
    expect(parse(String.raw`title eq "O\"Brien \\ \/ \b\f\n\r\t \u00e9\uD83D\uDE00"`)).toMatchObject({
      value: 'O"Brien \\ / \b\f\n\r\t é😀',
    })
  })

  test('a lone surrogate, a NUL, an unknown escape and an open quote are refused with their place', () => {
    expect(refusal(String.raw`title eq "\ud83d"`)).toMatchObject({
      detail: 'The text at position 10 has a character that no attribute can hold.',
    })
    for (const word of ['a\0', '\ud800']) {
      expect(refusal(`title eq ${word}`)).toMatchObject({
        scimType: 'invalidFilter',
        detail: 'The value at position 10 has a character that no attribute can hold.',
      })
    }
    expect(refusal('urn:x\0y:Foo:bar pr')).toMatchObject({ scimType: 'invalidFilter' })
    expect(refusal(String.raw`title eq "a\u0000"`)).toMatchObject({ scimType: 'invalidFilter' })
    expect(refusal(String.raw`title eq "a\x"`)).toMatchObject({
      detail: String.raw`Position 12: \x is not an escape; write \\ for a backslash.`,
    })
    expect(refusal(String.raw`title eq "a\u12"`)).toMatchObject({ scimType: 'invalidFilter' })
    expect(refusal(String.raw`title eq "a\ `.trim())).toMatchObject({ scimType: 'invalidFilter' })
    expect(refusal('title eq "abc')).toMatchObject({
      detail: 'The text that opens at position 10 has no closing ".',
    })
  })

  test('Entra writes eq without quotes', () => {
    expect(parse('externalId eq jyoung')).toMatchObject({ op: 'eq', value: 'jyoung' })
    expect(parse('externalId eq 007')).toMatchObject({ value: '007' })
    expect(parse('externalId eq 1e400')).toMatchObject({ value: '1e400' })
    expect(parse('externalId eq 89bb1940-b905-4575')).toMatchObject({ value: '89bb1940-b905-4575' })
    expect(parse('active eq True')).toMatchObject({ value: true })
    expect(refusal('externalId ne jyoung')).toMatchObject({
      detail:
        'The filter is not understood at position 15, near “jyoung”: expected a value: text in double quotes, a number, true, false or null.',
    })
  })

  test('booleans take their spellings and have no order', () => {
    expect(parse('roles[primary eq "True"]')).toMatchObject({ where: { value: true } })
    expect(parse('active ne false')).toMatchObject({ value: false })
    expect(refusal('active eq "yes"')).toMatchObject({
      detail: 'active eq “yes” at position 11: expected true or false.',
    })
    expect(refusal('active gt true')).toMatchObject({
      detail: 'active gt “true” at position 11: a boolean has no order.',
    })
    expect(refusal('active co "t"')).toMatchObject({
      detail: 'active co “t” at position 11: co compares text.',
    })
    expect(refusal('x509Certificates ge "t"')).toMatchObject({
      detail: 'x509Certificates.value ge “t” at position 21: a binary has no order.',
    })
  })

  test('times become instants, those without zone in UTC', () => {
    const instantOf = (text: string) => (parse(`meta.created eq "${text}"`) as { value?: unknown }).value
    expect(instantOf('2011-05-13T04:42:34Z')).toBe('2011-05-13T04:42:34.000Z')
    expect(instantOf('2011-05-13t06:42:34.1234567+02:00')).toBe('2011-05-13T04:42:34.123Z')
    expect(instantOf('2011-05-13T04:42:34')).toBe('2011-05-13T04:42:34.000Z')
    expect(instantOf('2011-05-13T04:42')).toBe('2011-05-13T04:42:00.000Z')
    expect(instantOf('2011-05-13')).toBe('2011-05-13T00:00:00.000Z')
    expect(refusal('meta.created eq "yesterday"')).toMatchObject({
      detail: 'meta.created eq “yesterday” at position 17: expected a time such as "2011-05-13T04:42:34Z".',
    })
    expect(refusal('meta.created eq "2011-13-13"')).toMatchObject({ scimType: 'invalidFilter' })
    expect(refusal('meta.created sw "2011"')).toMatchObject({ scimType: 'invalidFilter' })
  })

  test.each([
    ['2026-02-30', 'the calendar has no such day.'],
    ['2026-02-30T10:00:00+02:00', 'the calendar has no such day.'],
    ['2025-02-29', 'the calendar has no such day.'],
    ['2026-04-31T00:00:00Z', 'the calendar has no such day.'],
    ['2026-01-00', 'expected a time such as "2011-05-13T04:42:34Z".'],
    ['2026-01-01T24:00:00Z', 'expected a time such as "2011-05-13T04:42:34Z".'],
    ['2026-01-01T23:60:00Z', 'expected a time such as "2011-05-13T04:42:34Z".'],
    ['2026-01-01T23:59:60Z', 'expected a time such as "2011-05-13T04:42:34Z".'],
    ['2026-01-01T12:00:00+24:00', 'expected a time such as "2011-05-13T04:42:34Z".'],
    ['2026-01-01T12:00:00+01:60', 'expected a time such as "2011-05-13T04:42:34Z".'],
    ['0000-01-01T00:00:00Z', 'expected a year from 0001 to 9999, in UTC.'],
    ['0000-12-31T23:59:59Z', 'expected a year from 0001 to 9999, in UTC.'],
    ['0001-01-01T00:00:00+14:00', 'expected a year from 0001 to 9999, in UTC.'],
    ['9999-12-31T23:59:59-14:00', 'expected a year from 0001 to 9999, in UTC.'],
  ])('%s is refused with its place: %s', (text, why) => {
    expect(refusal(`meta.created gt "${text}"`)).toMatchObject({
      status: 400,
      scimType: 'invalidFilter',
      detail: `meta.created gt “${text}” at position 17: ${why}`,
    })
  })

  test.each([
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
    ['0001-01-01', '0001-01-01T00:00:00.000Z'],
    ['0000-12-31T23:00:00-01:00', '0001-01-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
    ['2026-01-01T00:00:00+14:00', '2025-12-31T10:00:00.000Z'],
  ])('%s is the instant %s', (text, value) => {
    expect(parse(`meta.created gt "${text}"`)).toMatchObject({ value })
  })

  test('null is compared with eq and ne only', () => {
    expect(parse('title eq null')).toMatchObject({ value: null })
    expect(parse('emails ne null')).toMatchObject({ value: null, path: { name: 'emails', sub: undefined } })
    expect(refusal('title gt null')).toMatchObject({ scimType: 'invalidFilter' })
  })

  test('a complex attribute is compared by its value, if it has one', () => {
    expect(printed('emails co "x"')).toBe('emails.value co "x"')
    expect(printed('groups eq "x"')).toBe('groups.value eq "x"')
    expect(printed(`${URN.ENTERPRISE_USER}:manager eq "x"`)).toBe(
      `${URN.ENTERPRISE_USER}:manager.value eq "x"`,
    )
    expect(printFilter(parseFilter('members eq "x"', groupSchema))).toBe('members.value eq "x"')
    expect(refusal('addresses eq "x"')).toMatchObject({
      detail: 'addresses eq “x” at position 14: name one of its sub-attributes.',
    })
    expect(refusal('name eq "x"')).toMatchObject({ scimType: 'invalidFilter' })
  })
})

describe('what is not a filter', () => {
  test.each([
    ['', 'The filter is not understood at position 1, at its end: expected an attribute.'],
    ['userName', 'The filter is not understood at position 9, at its end: expected an operator.'],
    [
      'userName is "a"',
      'The filter is not understood at position 10, near “is "a"”: expected an operator: eq, ne, co, sw, ew, gt, ge, lt, le or pr.',
    ],
    ['userName eq', 'The filter is not understood at position 12, at its end: expected a value.'],
    [
      'userName eq "a" title',
      'The filter is not understood at position 17, near “title”: expected and, or, or the end.',
    ],
    ['(userName eq "a"', 'The filter is not understood at position 17, at its end: expected ).'],
    [
      'userName eq "a")',
      'The filter is not understood at position 16, near “)”: expected and, or, or the end.',
    ],
    ['emails[type eq "a"', 'The filter is not understood at position 19, at its end: expected ].'],
    ['emails[type eq "a"]. eq "b"', 'eq at position 21 is not an attribute of emails.'],
    ['title pr and', 'The filter is not understood at position 13, at its end: expected an attribute.'],
    ['not', 'The filter is not understood at position 4, at its end: expected an attribute.'],
  ])('%j', (text, detail) => {
    expect([refusal(text)]).toEqual([expect.objectContaining({ status: 400, scimType: 'invalidFilter' })])
    if (!text.includes('].')) expect(refusal(text)).toMatchObject({ detail })
  })

  test('too long, too deep and too many are refused at once', () => {
    const long = `userName eq "${'a'.repeat(4000)}"`
    expect(refusal(long)).toMatchObject({
      detail: 'The filter has 4014 characters; at most 4000 are accepted. It is cut off at position 4000.',
    })
    const nested = (levels: number) => `${'('.repeat(levels)}title pr${')'.repeat(levels)}`
    expect(printed(nested(50))).toBe('title pr')
    expect(refusal(nested(51))).toMatchObject({
      detail:
        'The filter is not understood at position 52, near “title pr))))))))))))”: more than 50 levels of parentheses.',
    })
    expect(refusal(nested(1900))).toMatchObject({ scimType: 'invalidFilter' })
    expect(refusal(`${'not '.repeat(900)}title pr`)).toMatchObject({ scimType: 'invalidFilter' })
    expect(refusal('a['.repeat(900))).toMatchObject({ scimType: 'invalidFilter' })
    const many = (terms: number) => Array.from({ length: terms }, () => 'title pr').join(' or ')
    expect(parse(many(200)).kind).toBe('or')
    expect(refusal(many(201))).toMatchObject({ scimType: 'invalidFilter' })
  })
})

describe('the path of a PATCH', () => {
  test('has brackets and a sub-attribute, or neither', () => {
    expect(parseValuePath('name.familyName')).toEqual({ name: 'name.familyName' })
    expect(parseValuePath('emails[type eq "work"]')).toMatchObject({
      name: 'emails',
      where: { name: 'type' },
    })
    expect(parseValuePath(' emails[type eq "work"].value ')).toMatchObject({ name: 'emails', sub: 'value' })
    for (const text of [
      '',
      'a b',
      'emails[type eq "work"',
      'emails[type eq "work"]x',
      'emails[type eq "work"].',
    ]) {
      expect(() => parseValuePath(text), text).toThrow('is not understood')
    }
  })
})

test('numbers compare as numbers where the schema says so', () => {
  const attributes = [attribute('doors', 'How many.', { type: 'integer' })]
  const cars = defineResource(
    'User',
    '/Cars',
    { urn: 'urn:y:Car', name: 'Car', description: '', attributes },
    [],
  )
  expect(parseFilter('doors ge 4', cars)).toMatchObject({ value: 4 })
  expect(() => parseFilter('doors ge "4"', cars)).toThrow('doors ge “4” at position 10: expected a number.')
  expect(() => parseFilter('doors co 4', cars)).toThrow('co compares text')
})
