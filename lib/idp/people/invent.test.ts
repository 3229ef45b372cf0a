import { describe, expect, it } from 'vitest'
import { seededRandom } from '../random'
import { inventGroupNames, inventPeople } from './invent'

describe('invented people', () => {
  const people = inventPeople(500, seededRandom(7))

  it('are the same for the same seed, and others for another', () => {
    expect(inventPeople(500, seededRandom(7))).toEqual(people)
    expect(inventPeople(500, seededRandom(8))).not.toEqual(people)
  })

  it('have logins of their own, in plain ASCII whatever their script', () => {
    expect(new Set(people.map(({ login }) => login)).size).toBe(500)
    for (const { login } of people) expect(login).toMatch(/^[a-z-]+\.[a-z-]+\d*@acme\.example$/)
  })

  it('have names of many languages, every one filled', () => {
    expect(new Set(people.map(({ locale }) => locale)).size).toBeGreaterThan(15)
    for (const { givenName, familyName } of people) {
      expect(givenName.trim()).not.toBe('')
      expect(familyName.trim()).not.toBe('')
    }
  })
})

describe('invented groups', () => {
  it('have different names, however many', () => {
    expect(new Set(inventGroupNames(100)).size).toBe(100)
    expect(inventGroupNames(2)).toEqual(['Engineering', 'Everyone – Zürich'])
  })
})
