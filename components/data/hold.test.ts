import { expect, test } from 'vitest'
import { hold } from './hold'

const row = (id: string, value = 1) => ({ id, value })
const idOf = ({ id }: { id: string }) => id

test('a row that changed is replaced where it stands', () => {
  const held = hold([row('a'), row('b')], [row('b', 2), row('a')], idOf, false)
  expect(held).toEqual({ rows: [row('a'), row('b', 2)], waiting: 0 })
})

test('new rows wait, wherever they would stand', () => {
  const held = hold([row('a'), row('c')], [row('0'), row('a'), row('b'), row('c')], idOf, false)
  expect(held).toEqual({ rows: [row('a'), row('c')], waiting: 2 })
})

test('a row that is gone leaves', () => {
  expect(hold([row('a'), row('b'), row('c')], [row('a'), row('c')], idOf, false).rows).toEqual([
    row('a'),
    row('c'),
  ])
  expect(hold([row('a'), row('b')], [row('a')], idOf, true).rows).toEqual([row('a')])
  expect(hold([row('a')], [], idOf, false)).toEqual({ rows: [], waiting: 0 })
})

test('a full page keeps what new rows pushed over its end, and no more than that', () => {
  const held = hold([row('b'), row('c'), row('d')], [row('a'), row('b'), row('c')], idOf, true)
  expect(held).toEqual({ rows: [row('b'), row('c'), row('d')], waiting: 1 })
  const gone = hold([row('b'), row('c'), row('d')], [row('a'), row('b'), row('d')], idOf, true)
  expect(gone.rows).toEqual([row('b'), row('d')])
})
