import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseFilter } from './filter/parse'
import { cutPage } from './list-page'
import { resolvePath } from './path'
import { entitlementSchema } from './schema/entitlements'
import type { JsonObject } from './types'

const schema = entitlementSchema('Role')
const displayName = resolvePath('displayName', schema)
const type = resolvePath('type', schema)
const list: JsonObject[] = [
  { id: 'b', displayName: 'Beta', type: 'License' },
  { id: 'c', displayName: 'alpha' },
  { id: 'a', displayName: 'Gamma', type: 'license' },
]
const ids = (rows: readonly JsonObject[]) => rows.map(({ id }) => id)
const all = { sortOrder: 'ascending', startIndex: 1, count: 100 } as const

describe('a page of a small list', () => {
  it('is in the order of the ids, or of what is sorted by without case, what has no value last', () => {
    if (!displayName || !type) throw new Error('The schema has these attributes.')
    expect(ids(cutPage(list, all).rows)).toEqual(['a', 'b', 'c'])
    expect(ids(cutPage(list, { ...all, sortBy: displayName }).rows)).toEqual(['c', 'b', 'a'])
    expect(ids(cutPage(list, { ...all, sortBy: type }).rows)).toEqual(['a', 'b', 'c'])
    const descending = { ...all, sortBy: type, sortOrder: 'descending' } as const
    expect(ids(cutPage(list, descending).rows)).toEqual(['c', 'b', 'a'])
  })

  it('is in the order of a sub-attribute, and of text whose case matters', () => {
    const sorted = (name: string) => {
      const sortBy = resolvePath(name, schema)
      const rows = [
        { id: 'b', meta: { lastModified: '2026-01-01T00:00:00.000Z' } },
        { id: 'B', meta: { lastModified: '2026-01-02T00:00:00.000Z' } },
        { id: 'a' },
      ]
      return ids(cutPage(rows, { ...all, ...(sortBy && { sortBy }) }).rows)
    }
    expect(sorted('meta.lastModified')).toEqual(['b', 'B', 'a'])
    expect(sorted('id')).toEqual(['B', 'a', 'b'])
  })

  it('is cut by index, with the total of what the filter admits', () => {
    expect(cutPage(list, { ...all, startIndex: 2, count: 1 })).toEqual({ total: 3, rows: [list[0]] })
    expect(cutPage(list, { ...all, startIndex: 9 })).toEqual({ total: 3, rows: [] })
    expect(cutPage(list, { ...all, count: 0 })).toEqual({ total: 3, rows: [] })
    const filter = parseFilter('type eq "license" and displayName sw "b"', schema)
    expect(cutPage(list, { ...all, filter })).toEqual({ total: 1, rows: [list[0]] })
  })

  it('leads a walk forwards and back over every row once', () => {
    const name = fc.constantFrom('a', 'A', 'b', 'ä', '𝒳', '\uffee', undefined)
    const rows = fc.uniqueArray(
      fc.record({ id: fc.string({ minLength: 1, maxLength: 3 }), displayName: name }),
      {
        selector: ({ id }) => id,
        maxLength: 12,
      },
    )
    fc.assert(
      fc.property(
        rows,
        fc.integer({ min: 1, max: 5 }),
        fc.constantFrom('ascending', 'descending'),
        (made, count, sortOrder) => {
          const resources = made as JsonObject[]
          const query = { ...all, sortOrder, count, ...(displayName && { sortBy: displayName }) } as const
          const whole = cutPage(resources, { ...query, count: 100 }).rows
          const forwards: JsonObject[] = []
          let page = cutPage(resources, { ...query, seek: { backwards: false } })
          for (;;) {
            forwards.push(...page.rows)
            if (!page.walked?.more || !page.walked.last) break
            page = cutPage(resources, { ...query, seek: { backwards: false, from: page.walked.last } })
          }
          expect(forwards).toEqual(whole)
          const before: JsonObject[] = []
          while (page.walked?.first) {
            page = cutPage(resources, { ...query, seek: { backwards: true, from: page.walked.first } })
            before.unshift(...page.rows)
          }
          expect(before).toEqual(whole.slice(0, before.length))
          expect(whole.length - before.length).toBeLessThanOrEqual(count)
        },
      ),
    )
  })
})
