import { REMINDER_DAYS } from './expiring'

/**
 * The end of a token as a calendar file (RFC 5545) of one event on that day, with a reminder for each of the days
 * that the console reminds on too.
 */
export function calendarOf(event: { id: string; at: Date; title: string; text: string }, now: Date): string {
  const alarms = REMINDER_DAYS.flatMap((days) => [
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escaped(event.title)}`,
    `TRIGGER:-P${days}D`,
    'END:VALARM',
  ])
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Rollcall//Tokens//EN',
    'BEGIN:VEVENT',
    `UID:${event.id}@rollcall`,
    `DTSTAMP:${instant(now)}`,
    `DTSTART:${instant(event.at)}`,
    `SUMMARY:${escaped(event.title)}`,
    `DESCRIPTION:${escaped(event.text)}`,
    ...alarms,
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return `${lines.map(folded).join('\r\n')}\r\n`
}

/** `20271122T093000Z` */
function instant(at: Date): string {
  return at.toISOString().replace(/\.\d+/, '').replaceAll(/[-:]/g, '')
}

/** RFC 5545 §3.3.11: names are other people’s text, and must not end their line. */
function escaped(text: string): string {
  return text.replaceAll(/[\\;,]/g, '\\$&').replaceAll(/\r?\n|\r/g, '\\n')
}

/** RFC 5545 §3.1: no line is longer than 75 octets; what follows begins with a space. */
function folded(line: string): string {
  const parts: string[] = []
  let part = ''
  for (const character of line) {
    if (Buffer.byteLength(part + character) > (parts.length === 0 ? 75 : 74)) {
      parts.push(part)
      part = ''
    }
    part += character
  }
  return [...parts, part].join('\r\n ')
}
