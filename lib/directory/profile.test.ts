import { expect, test } from 'vitest'
import { URN } from '@/lib/scim'
import { profileOf } from './profile'

const section = (resource: Parameters<typeof profileOf>[0], title: string) =>
  profileOf(resource).find((each) => each.title === title)?.items

test('what profiles usually have comes first, there or not', () => {
  const identity = section(
    { userName: 'grace', nickName: 'Amazing', name: { familyName: 'Hopper' } },
    'Identity',
  )
  expect(identity?.map(({ label, value }) => [label, value])).toEqual([
    ['User name', 'grace'],
    ['First name', null],
    ['Last name', 'Hopper'],
    ['Display name', null],
    ['External ID', null],
    ['Nickname', 'Amazing'],
  ])
})

test('an element of a list is told by its type, and the primary one as such', () => {
  const emails = [
    { value: 'h@acme.example', type: 'home' },
    { value: 'w@acme.example', type: 'work', primary: true },
  ]
  expect(section({ userName: 'grace', emails }, 'Contact')).toEqual([
    { label: 'Home e-mail', value: 'h@acme.example', path: 'emails[type eq "home"].value' },
    { label: 'Work e-mail (primary)', value: 'w@acme.example', path: 'emails[type eq "work"].value' },
  ])
})

test('each extension has a section of its own, and what fits nowhere is under Other', () => {
  const resource = {
    userName: 'grace',
    locale: 'en',
    [URN.ENTERPRISE_USER]: { manager: { value: '1', displayName: 'Ada', $ref: '../Users/1' } },
    'urn:ietf:params:scim:schemas:extension:acme:2.0:User': { badge: [{ colour: 'red' }] },
  }
  expect(profileOf(resource).map(({ title }) => title)).toEqual([
    'Identity',
    'Work',
    'Contact',
    'Organization',
    'Custom: acme',
    'Other',
  ])
  expect(section(resource, 'Organization')?.map(({ label }) => label)).toEqual(['Manager ID', 'Manager'])
  expect(section(resource, 'Other')).toEqual([{ label: 'Locale', value: 'en', path: 'locale' }])
})

test('a picture of any length is cut', () => {
  const photos = [{ value: `data:image/png;base64,${'A'.repeat(5_000)}`, type: 'photo' }]
  const [, photo] = section({ userName: 'grace', photos }, 'Contact') ?? []
  expect(photo?.value).toHaveLength(301)
})

test('an attribute called as something that every object has is shown like any other', () => {
  const resource = { userName: 'grace', 'urn:x:Foo': { toString: 'a', constructor: 'b', valueOf: ['c'] } }
  expect(section(resource, 'Custom')?.map(({ label, value }) => [label, value])).toEqual([
    ['To string', 'a'],
    ['Constructor', 'b'],
    ['Value of value', 'c'],
  ])
})
