import { expect, test } from 'vitest'
import { layOut, readWidths, widened, writeWidths } from './widths'

test('widths are read as they are written, and nonsense is passed over', () => {
  const widths = readWidths(['name:320', 'email:240'])
  expect([...widths]).toEqual([
    ['name', 320],
    ['email', 240],
  ])
  expect(writeWidths(widths)).toEqual(['name:320', 'email:240'])
  expect(readWidths(['email', 'email:', 'email:x', ':5', 'e mail:90', 'email:99999', '<b>:100']).size).toBe(0)
})

test('no column becomes too narrow to be taken hold of, nor wider than a screen', () => {
  expect(readWidths(['a:1', 'b:9999'])).toEqual(
    new Map([
      ['a', 80],
      ['b', 800],
    ]),
  )
  expect(widened(new Map([['a', 100]]), 'a', -40).get('a')).toBe(80)
  expect(widened(new Map([['a', 790]]), 'a', 40).get('a')).toBe(800)
  expect(widened(new Map([['a', 100]]), 'b', 40).get('b')).toBe(200)
})

test('the table is as wide as its columns; one that came later has a width of its own', () => {
  const { of, total } = layOut(new Map([['name', 300]]), ['name', 'email'])
  expect([...of]).toEqual([
    ['name', 300],
    ['email', 160],
  ])
  expect(total).toBe(460)
})
