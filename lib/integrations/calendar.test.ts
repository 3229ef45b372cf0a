import { expect, test } from 'vitest'
import { calendarOf } from './calendar'

const event = {
  id: '7',
  at: new Date('2027-11-22T09:30:00.123Z'),
  title: 'The token “A, B; C\\D” ends\r\nBEGIN:VEVENT',
  text: 'ü'.repeat(80),
}
const calendar = calendarOf(event, new Date('2026-11-22T00:00:00Z'))

test('no line is longer than 75 octets, and unfolded it says what was given', () => {
  const lines = calendar.split('\r\n')
  expect(lines.every((line) => Buffer.byteLength(line) <= 75)).toBe(true)
  expect(calendar.replaceAll('\r\n ', '')).toContain(`DESCRIPTION:${event.text}`)
})

test('what a name holds cannot end its line or begin an event of its own', () => {
  const lines = calendar.replaceAll('\r\n ', '').split('\r\n')
  expect(lines).toContain('SUMMARY:The token “A\\, B\\; C\\\\D” ends\\nBEGIN:VEVENT')
  expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(1)
})

test('the event stands at the end of the token, in UTC, with a reminder for each of the days', () => {
  expect(calendar).toContain('DTSTART:20271122T093000Z')
  expect(calendar.match(/TRIGGER:-P\d+D/g)).toEqual([
    'TRIGGER:-P60D',
    'TRIGGER:-P30D',
    'TRIGGER:-P14D',
    'TRIGGER:-P7D',
    'TRIGGER:-P1D',
  ])
})
