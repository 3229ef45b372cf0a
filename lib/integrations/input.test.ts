import { expect, test } from 'vitest'
import { fieldErrors } from '@/lib/base/input'
import { heard } from '@/lib/messages/text'
import { inEnglish } from '@/lib/messages/translate'
import { integrationFacts, rulesInput, tokenInput } from './input'
import { expiryDate, tokenName } from './tokens'

const errorsOf = (input: unknown) => {
  const result = integrationFacts.safeParse(input)
  return result.success ? {} : fieldErrors(result.error, inEnglish)
}

test('a name is trimmed, and group sync is off unless it is turned on', () => {
  expect(integrationFacts.parse({ name: '  Corporate Okta ' })).toEqual({
    name: 'Corporate Okta',
    provider: 'other',
    groupSync: false,
  })
})

test('a name that does not fit is told at its field', () => {
  expect(errorsOf({})).toEqual({ name: 'Enter a name.' })
  expect(errorsOf({ name: '   ' })).toEqual({ name: 'Enter a name.' })
  expect(errorsOf({ name: 'x'.repeat(65) })).toEqual({ name: 'Use at most 64 characters.' })
  expect(errorsOf({ name: 'a\u0000b' }).name).toMatch(/can’t be shown/)
  expect(errorsOf({ name: 'a\ud800b' }).name).toMatch(/can’t be shown/)
  expect(errorsOf({ name: '日本 🙂' })).toEqual({})
})

test('an unknown provider is refused', () => {
  expect(errorsOf({ name: 'Okta', provider: 'evil' })).toEqual({ provider: 'Choose an identity provider.' })
})

test('a token lives a year and may read and write unless something else is chosen', () => {
  expect(tokenInput.parse({ name: 'Okta – Nov 2026' })).toEqual({
    name: 'Okta – Nov 2026',
    allowedAddresses: [],
    expiry: '1-year',
    access: 'read-write',
  })
})

test('expiry counts in calendar months', () => {
  const from = new Date('2026-11-22T10:00:00Z')
  const dates = (['90-days', '6-months', '1-year', '2-years', 'never'] as const).map((expiry) =>
    expiryDate(expiry, from)?.toISOString().slice(0, 10),
  )
  expect(dates).toEqual(['2027-02-20', '2027-05-22', '2027-11-22', '2028-11-22', undefined])
})

test('a token is named for its provider and its month', () => {
  expect(tokenName('okta', new Date('2026-11-22T10:00:00Z'))).toBe('Okta – Nov 2026')
  expect(tokenName('other', new Date('2026-01-01T00:00:00Z'))).toBe('SCIM – Jan 2026')
})

test('domains are read as people type them, each once', () => {
  const domainsOf = (allowedDomains: string) => rulesInput.parse({ allowedDomains }).allowedDomains
  expect(domainsOf('')).toEqual([])
  expect(domainsOf(' Acme.com, @acme.org\nacme.COM;mail.acme.example ')).toEqual([
    'acme.com',
    'acme.org',
    'mail.acme.example',
  ])
  expect(domainsOf('bücher.example xn--bcher-kva.example')).toHaveLength(2)
})

test('what is not a domain is named', () => {
  for (const wrong of [
    'acme',
    'grace@acme.com',
    'https://acme.com',
    '-acme.com',
    'acme..com',
    `${'a'.repeat(64)}.com`,
  ]) {
    const result = rulesInput.safeParse({ allowedDomains: `acme.org, ${wrong}` })
    expect(result.success ? {} : fieldErrors(result.error, inEnglish)).toEqual({
      allowedDomains: `“${wrong.slice(0, 60)}” is not a domain. Write what follows the @, such as acme.com.`,
    })
  }
  const many = Array.from({ length: 101 }, (_, index) => `d${index}.example`).join(' ')
  expect(rulesInput.safeParse({ allowedDomains: many }).success).toBe(false)
})

test('IP addresses and ranges are read as people type them, each once, and what is none is named', () => {
  const read = (allowedAddresses: string) => rulesInput.safeParse({ allowedAddresses })
  expect(read('').data?.allowedAddresses).toEqual([])
  expect(read(' 203.0.113.7, 198.51.100.0/24\n2001:DB8::/32;203.0.113.7').data?.allowedAddresses).toEqual([
    '203.0.113.7',
    '198.51.100.0/24',
    '2001:db8::/32',
  ])
  for (const wrong of ['acme.com', '203.0.113', '203.0.113.0/33', '2001:db8::/129', '203.0.113.0/x', '/8']) {
    const { error } = read(`203.0.113.7 ${wrong}`)
    expect(error ? fieldErrors(error, inEnglish) : {}).toEqual({
      allowedAddresses: `“${wrong}” is not an IP address or range. Write 203.0.113.7, or 203.0.113.0/24 for a range.`,
    })
  }
  const many = Array.from({ length: 101 }, (_, index) => `203.0.113.${index}`).join(' ')
  expect(read(many).success).toBe(false)
})

test('without a choice, people stay when they leave their groups and go when they are deleted', () => {
  expect(rulesInput.parse({})).toEqual({
    allowedDomains: [],
    allowedAddresses: [],
    whenLocal: 'claim',
    whenDeactivated: 'keep',
    whenGroupless: 'nothing',
    whenDeleted: 'delete',
    massChangePercent: 20,
  })
  for (const wrong of [{ whenDeleted: 'forget' }, { whenLocal: 'ignore' }, { whenDeactivated: 'remove' }]) {
    expect(rulesInput.safeParse(wrong).success).toBe(false)
  }
})

test('the guard takes a percentage from 1 to 99, or is off', () => {
  const percentOf = (massChangePercent: unknown) => rulesInput.safeParse({ massChangePercent })
  expect(percentOf('35').data?.massChangePercent).toBe(35)
  expect(percentOf('off').data?.massChangePercent).toBeNull()
  for (const wrong of ['', '0', '100', '2.5', 'many']) {
    const messages = percentOf(wrong).error?.issues.map(({ message }) => heard(message).key)
    expect(messages).toEqual(['input.percent'])
  }
})
