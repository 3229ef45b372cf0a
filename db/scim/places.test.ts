import { expect, test } from 'vitest'
import { type ListKey, Places } from './places'

const list = 'people' as ListKey
const other = 'groups' as ListKey
const at = (offset: number) => ({ offset, position: { key: null, id: `id${offset}` } })
const ended = { total: 1000, ended: true }
const begun = { total: 1000, ended: false }

test('a walk goes on behind the row that its last page ended with, whatever came and went', () => {
  const places = new Places()
  places.keep(list, at(100), ended, 0)
  expect(places.after(list, 100, 1)).toEqual(at(100))
  expect(places.after(list, 200, 1)).toBeUndefined()
  expect(places.after(other, 100, 1)).toBeUndefined()
})

test('where a page began nobody walks on from, but it is near', () => {
  const places = new Places()
  places.keep(list, at(500), begun, 0)
  expect(places.after(list, 500, 1)).toBeUndefined()
  expect(places.nearest(list, 500, 1000, 1)).toEqual(at(500))
  expect(places.nearest(list, 777, 1000, 1)).toEqual(at(500))
  expect(places.nearest(list, 499, 1000, 1)).toBeUndefined()
})

test('the nearest of several is the last before', () => {
  const places = new Places()
  for (const offset of [300, 100, 200, 400]) places.keep(list, at(offset), ended, 0)
  expect(places.nearest(list, 350, 1000, 1)).toEqual(at(300))
})

test('a list that is shorter than it was makes its places unknown', () => {
  const places = new Places()
  places.keep(list, at(100), ended, 0)
  expect(places.nearest(list, 150, 999, 1)).toBeUndefined()
  expect(places.nearest(list, 150, 1001, 1)).toEqual(at(100))
})

test('places are forgotten after five minutes', () => {
  const places = new Places()
  places.keep(list, at(100), ended, 0)
  expect(places.after(list, 100, 299_999)).toEqual(at(100))
  expect(places.after(list, 100, 300_000)).toBeUndefined()
  expect(places.nearest(list, 100, 1000, 300_000)).toBeUndefined()
})

test('the memory is bounded: the oldest places and lists go first', () => {
  const places = new Places()
  for (let offset = 1; offset <= 501; offset++) places.keep(list, at(offset), ended, 0)
  expect(places.after(list, 1, 1)).toBeUndefined()
  expect(places.after(list, 2, 1)).toEqual(at(2))
  for (let number = 0; number < 64; number++) places.keep(`list ${number}` as ListKey, at(1), ended, 0)
  expect(places.after(list, 2, 1)).toBeUndefined()
  expect(places.after('list 0' as ListKey, 1, 1)).toEqual(at(1))
})
