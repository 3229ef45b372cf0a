import { expect, test } from 'vitest'
import { type Column, moved, placed, shownColumns, toggled } from './columns'

const column = (id: string, more: Partial<Column<unknown>> = {}): Column<unknown> => ({
  id,
  header: id,
  cell: () => null,
  ...more,
})
const columns = [column('email', { from: 'lg' }), column('status'), column('title', { optional: true })]
const idsOf = (shown: Column<unknown>[]) => shown.map(({ id }) => id)

test('without a choice the usual columns are drawn, from the screen on that they need', () => {
  expect(idsOf(shownColumns(columns, []))).toEqual(['email', 'status'])
  expect(shownColumns(columns, [])[0]?.from).toBe('lg')
})

test('chosen columns are drawn in the order of the choice, on every screen', () => {
  expect(idsOf(shownColumns(columns, ['title', 'email']))).toEqual(['title', 'email'])
  expect(shownColumns(columns, ['title', 'email'])[1]).not.toHaveProperty('from')
})

test('ids that name no column, and ids named twice, do no harm', () => {
  expect(idsOf(shownColumns(columns, ['status', 'nonsense', 'status']))).toEqual(['status'])
  expect(idsOf(shownColumns(columns, ['nonsense']))).toEqual(['email', 'status'])
})

test('a column is shown at the end, hidden from where it was, and the last one stays', () => {
  expect(toggled(['email'], 'title')).toEqual(['email', 'title'])
  expect(toggled(['email', 'title'], 'email')).toEqual(['title'])
  expect(toggled(['title'], 'title')).toEqual(['title'])
})

test('a column changes places with its neighbour, and stays at an end', () => {
  expect(moved(['a', 'b', 'c'], 'b', 'left')).toEqual(['b', 'a', 'c'])
  expect(moved(['a', 'b', 'c'], 'b', 'right')).toEqual(['a', 'c', 'b'])
  expect(moved(['a', 'b'], 'a', 'left')).toEqual(['a', 'b'])
  expect(moved(['a', 'b'], 'b', 'right')).toEqual(['a', 'b'])
})

test('a column that is dragged stands where it was let go, from either side', () => {
  expect(placed(['a', 'b', 'c'], 'a', 'c')).toEqual(['b', 'c', 'a'])
  expect(placed(['a', 'b', 'c'], 'c', 'a')).toEqual(['c', 'a', 'b'])
  expect(placed(['a', 'b', 'c'], 'b', 'b')).toEqual(['a', 'b', 'c'])
  expect(placed(['a', 'b'], 'x', 'a')).toEqual(['a', 'b'])
  expect(placed(['a', 'b'], 'a', 'x')).toEqual(['a', 'b'])
})
