import { expect, test } from 'vitest'
import { maskRow } from './masking'

const masked = (text: string) => maskRow({ text }).text

test('of an address stay the first letter and the domain', () => {
  expect(masked('grace.hopper@acme.com')).toBe('g•••@acme.com')
  expect(masked('g@acme.com')).toBe('•••@acme.com')
  expect(masked('Änne.Müller+x@straße.example')).toBe('Ä•••@straße.example')
  expect(masked('A user with userName grace@acme.com already exists (origin: Local).')).toBe(
    'A user with userName g•••@acme.com already exists (origin: Local).',
  )
  expect(masked('“Grace” <grace@acme.com>, mailto:alan@acme.com')).toBe(
    '“Grace” <g•••@acme.com>, mailto:a•••@acme.com',
  )
})

test('what is no address stays', () => {
  for (const text of [
    'Grace Hopper',
    '@SUM(A1)',
    'a@ b',
    'grace.hopper',
    '2026-11-22 10:41:03.123+00',
    '00u1@',
  ]) {
    expect(masked(text)).toBe(text)
  }
  const row = {
    at: new Date(0),
    hash: Buffer.from('a@b.c'),
    id: '019a0000-0000-7000-8000-000000000000',
    n: 4_711,
  }
  expect(maskRow(row)).toEqual(row)
})

test('an address in an address of the web is masked, however it is written', () => {
  expect(masked('filter=userName%20eq%20%22grace.hopper%40acme.com%22')).toBe(
    'filter=userName%20eq%20%22g•••%40acme.com%22',
  )
  expect(masked('filter=userName+eq+"grace%2Bx@acme.com"&count=1')).toBe(
    'filter=userName+eq+"g•••@acme.com"&count=1',
  )
  expect(masked('filter=phoneNumbers.value eq "+49 170 1234567"')).toBe(
    'filter=phoneNumbers.value eq "•••67"',
  )
  expect(masked('filter=phoneNumbers.value%20eq%20%22%2B491701234567%22')).toBe(
    'filter=phoneNumbers.value%20eq%20%22•••67%22',
  )
})

test('a row of the builder, which is a list, is masked like one with names', () => {
  expect(maskRow(['grace@acme.com', 1, null, { phoneNumbers: [{ value: '0170 1234' }] }])).toEqual([
    'g•••@acme.com',
    1,
    null,
    { phoneNumbers: [{ value: '•••34' }] },
  ])
})

test('in JSON, numbers are known by their names and by the paths of operations', () => {
  const resource = {
    phoneNumbers: [{ type: 'work', primary: true, value: 'tel:+1-201-555-0123', display: '555-0123' }],
    'urn:example:2.0:User': { mobilePhone: 491_701_234_567, costCenter: '4130' },
    Operations: [
      { op: 'replace', path: 'phoneNumbers[type eq "work"].value', value: '+49 30 123456' },
      { op: 'replace', path: 'active', value: false },
    ],
  }
  const expected = {
    phoneNumbers: [{ type: 'work', primary: true, value: '•••23', display: '•••23 (2)' }],
    'urn:example:2.0:User': { mobilePhone: '•••67', costCenter: '4130' },
    Operations: [
      { op: 'replace', path: 'phoneNumbers[type eq "work"].value', value: '•••56' },
      { op: 'replace', path: 'active', value: false },
    ],
  }
  expect(maskRow({ resource }).resource).toEqual(expected)
  expect(JSON.parse(masked(JSON.stringify(resource)))).toEqual(expected)
})

test('a body that was cut gives away neither a number nor the beginning of an address', () => {
  const body =
    '{"userName":"grace@acme.com","phoneNumbers":[{"value":"+49 (0)30/123456"}],"emails":[{"value":"grace.hop'
  expect(masked(body)).toBe(
    '{"userName":"g•••@acme.com","phoneNumbers":[{"value":"•••56"}],"emails":[{"value":"•••',
  )
})

test('two addresses of a row that would look alike are told apart, and the same one stays the same', () => {
  const row = {
    before: { emails: [{ value: 'grace@acme.com' }], phoneNumbers: [{ value: '555 0123' }] },
    after: {
      emails: [{ value: 'gh@acme.com' }, { value: 'Grace@acme.com' }],
      phoneNumbers: [{ value: '556 0123' }],
    },
  }
  expect(maskRow(row)).toEqual({
    before: { emails: [{ value: 'g•••@acme.com' }], phoneNumbers: [{ value: '•••23' }] },
    after: {
      emails: [{ value: 'g•••2@acme.com' }, { value: 'G•••@acme.com' }],
      phoneNumbers: [{ value: '•••23 (2)' }],
    },
  })
})

test('a long text without an address costs no more than reading it', () => {
  const text = 'a'.repeat(2_000_000)
  const began = performance.now()
  expect(masked(text)).toBe(text)
  expect(performance.now() - began).toBeLessThan(1_000)
})
