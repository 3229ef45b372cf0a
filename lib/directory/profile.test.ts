import { expect, test } from 'vitest'
import { inEnglish } from '@/lib/messages/translate'
import { URN } from '@/lib/scim'
import { profileOf } from './profile'

const section = (resource: Parameters<typeof profileOf>[0], title: string) =>
  profileOf(resource)
    .find((each) => inEnglish(each.title) === title)
    ?.items.map((item) => ({ ...item, label: inEnglish(item.label) }))

test('what profiles usually have comes first, there or not', () => {
  const identity = section(
    { userName: 'grace', nickName: 'Amazing', name: { familyName: 'Hopper' } },
    'Identity',
  )
  expect(identity?.map(({ label, value }) => [label, value])).toEqual([
    ['user name', 'grace'],
    ['first name', null],
    ['last name', 'Hopper'],
    ['display name', null],
    ['external ID', null],
    ['nickname', 'Amazing'],
  ])
})

test('an element of a list is told by its type, and the primary one as such', () => {
  const emails = [
    { value: 'h@acme.example', type: 'home' },
    { value: 'w@acme.example', type: 'work', primary: true },
  ]
  expect(section({ userName: 'grace', emails }, 'Contact')).toEqual([
    { label: 'home e-mail', value: 'h@acme.example', path: 'emails[type eq "home"].value' },
    { label: 'work e-mail (primary)', value: 'w@acme.example', path: 'emails[type eq "work"].value' },
  ])
})

test('each extension has a section of its own, and what fits nowhere is under Other', () => {
  const resource = {
    userName: 'grace',
    locale: 'en',
    [URN.ENTERPRISE_USER]: { manager: { value: '1', displayName: 'Ada', $ref: '../Users/1' } },
    'urn:ietf:params:scim:schemas:extension:acme:2.0:User': { badge: [{ colour: 'red' }] },
  }
  expect(profileOf(resource).map(({ title }) => inEnglish(title))).toEqual([
    'Identity',
    'Work',
    'Contact',
    'Organization',
    'Custom: acme',
    'Other',
  ])
  expect(section(resource, 'Organization')?.map(({ label }) => label)).toEqual(['manager ID', 'manager'])
  expect(section(resource, 'Other')).toEqual([{ label: 'locale', value: 'en', path: 'locale' }])
})

test('a picture of any length is cut', () => {
  const photos = [{ value: `data:image/png;base64,${'A'.repeat(5_000)}`, type: 'photo' }]
  const [, photo] = section({ userName: 'grace', photos }, 'Contact') ?? []
  expect(photo?.value).toHaveLength(301)
})

test('an attribute called as something that every object has is shown like any other', () => {
  const resource = { userName: 'grace', 'urn:x:Foo': { toString: 'a', constructor: 'b', valueOf: ['c'] } }
  expect(section(resource, 'Custom')?.map(({ label, value }) => [label, value])).toEqual([
    ['to string', 'a'],
    ['constructor', 'b'],
    ['value of value', 'c'],
  ])
})
