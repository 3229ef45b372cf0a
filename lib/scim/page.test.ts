import { expect, test } from 'vitest'
import { listJson, listResponse } from './page'
import { URN } from './urns'

test('bug 12: itemsPerPage is the number of resources in the page, not the count asked for', () => {
  expect(listResponse({ resources: [], totalResults: 2, startIndex: 101 })).toEqual({
    schemas: [URN.LIST_RESPONSE],
    totalResults: 2,
    startIndex: 101,
    itemsPerPage: 0,
    Resources: [],
  })
  expect(listResponse({ resources: [{ id: '1' }], totalResults: 7, startIndex: 3 })).toMatchObject({
    itemsPerPage: 1,
    Resources: [{ id: '1' }],
  })
})

test('a page of a walk by cursor has no startIndex, and cursors only where pages are', () => {
  const page = { resources: [{ id: '1' }], totalResults: 7 }
  expect(listResponse({ ...page, nextCursor: 'n', previousCursor: undefined })).toEqual({
    schemas: [URN.LIST_RESPONSE],
    totalResults: 7,
    itemsPerPage: 1,
    nextCursor: 'n',
    Resources: [{ id: '1' }],
  })
})

test('the last page of a walk has the cursor that leads back', () => {
  const page = listResponse({ resources: [], totalResults: 7, previousCursor: 'p' })
  expect(page).toMatchObject({ previousCursor: 'p', itemsPerPage: 0 })
  expect(page).not.toHaveProperty('nextCursor')
})

test('a page of resources that are JSON already reads the same', () => {
  for (const resources of [[], [{ id: '1', name: '"[]}' }], [{ id: '1' }, { id: '2' }]]) {
    const page = { totalResults: 7, startIndex: 3 }
    expect(
      JSON.parse(
        listJson(
          page,
          resources.map((one) => JSON.stringify(one)),
        ),
      ),
    ).toEqual(listResponse({ ...page, resources }))
  }
})
