import { v7 } from 'uuid'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** A new UUIDv7 (RFC 9562 §5.7): ids sort by the time they were made. */
export function newId(): string {
  return v7()
}

/** True for a UUID in the one spelling that we hand out; anything else names nothing here. */
export function isId(text: string): boolean {
  return UUID.test(text)
}

/** The lowest UUIDv7 of a moment: ids that were made since then are not below it. */
export function earliestId(at: Date): string {
  const time = at.getTime().toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`
}
