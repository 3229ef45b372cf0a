import { randomFillSync } from 'node:crypto'
import { v7 } from 'uuid'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

const BYTES = 16
/** Random bytes are drawn for so many ids at once: a draw costs more than all the rest of an id. */
const random = new Uint8Array(BYTES * 256)
let drawn = random.length
let moment = 0
let sequence = 0

/** A new UUIDv7 (RFC 9562 §5.7): ids sort by the time they were made, those of one millisecond by a counter. */
export function newId(): string {
  if (drawn === random.length) {
    randomFillSync(random)
    drawn = 0
  }
  const bytes = random.subarray(drawn, drawn + BYTES)
  drawn += BYTES
  const now = Date.now()
  if (now > moment) {
    moment = now
    // Below the middle, so that it has room to count (RFC 9562 §6.2).
    sequence = new DataView(bytes.buffer, bytes.byteOffset).getUint32(6) >>> 1
  } else {
    sequence += 1
  }
  return v7({ random: bytes, msecs: moment, seq: sequence })
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
