/** What a value is to PostgreSQL; the number is the type's own, the same everywhere. */
const OIDS = { boolean: 16, integer: 23, jsonb: 3802, text: 25, timestamptz: 1184, uuid: 2950 } as const

export type ValueType = keyof typeof OIDS
/** JSON comes as its text. */
export type RowValue = string | number | boolean | Date | null

/**
 * Rows as PostgreSQL itself writes an array of a composite type: `from unnest($1::the_type[])` takes nothing apart and
 * casts nothing, which is most of what many rows cost as text. `types` are those of the composite type, in its order.
 * Text must be free of NUL.
 */
export function rowsAsBinary(types: readonly ValueType[], rows: readonly (readonly RowValue[])[]): Buffer {
  const writer = new Writer()
  // Dimensions, whether a row is NULL, the type of rows (the statement names it), how many, the first one's number.
  for (const part of [1, 0, 0, rows.length, 1]) writer.integer(part)
  for (const row of rows) {
    const size = writer.gap()
    writer.integer(types.length)
    for (let i = 0; i < types.length; i++) writer.value(types[i] as ValueType, row[i] ?? null)
    writer.close(size)
  }
  return writer.bytes()
}

/**
 * An array as PostgreSQL itself writes it: nothing is put between quotation marks here and taken out of them there.
 * Undefined where a value is of another kind than its type, which PostgreSQL may read from a text all the same.
 */
export function arrayAsBinary(type: ValueType, values: readonly unknown[]): Buffer | undefined {
  const writer = new Writer()
  for (const part of values.length > 0 ? [1, 1, OIDS[type], values.length, 1] : [0, 0, OIDS[type]]) {
    writer.integer(part)
  }
  for (const value of values) {
    if (value === null || value === undefined) writer.integer(-1)
    else if (isOf(type, value)) writer.sized(type, value)
    else return undefined
  }
  return writer.bytes()
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

function isOf(type: ValueType, value: unknown): value is string | number | boolean | Date {
  if (type === 'text' || type === 'jsonb') return typeof value === 'string'
  if (type === 'uuid') return typeof value === 'string' && UUID.test(value)
  if (type === 'integer') return Number.isInteger(value)
  if (type === 'boolean') return typeof value === 'boolean'
  return value instanceof Date
}

const START_BYTES = 1 << 18
/** Of each character of a JavaScript text, as UTF-8. */
const MOST_BYTES = 3
const EPOCH_MILLISECONDS = Date.UTC(2000, 0, 1)
const HIGH = 2 ** 32

/** The values of hexadecimal digits by their character codes; of all else there is none. */
const DIGITS = new Uint8Array(128).fill(255)
for (const [value, digit] of [...'0123456789abcdef'].entries()) {
  DIGITS[digit.charCodeAt(0)] = value
  DIGITS[digit.toUpperCase().charCodeAt(0)] = value
}

/** Kept between calls: what it holds is copied out at the end of each. */
let scratch = Buffer.allocUnsafeSlow(START_BYTES)

class Writer {
  #end = 0

  /** Leaves room for a size, which `close` writes. */
  gap(): number {
    this.#reserve(4)
    this.#end += 4
    return this.#end
  }

  close(start: number): void {
    scratch.writeInt32BE(this.#end - start, start - 4)
  }

  integer(value: number): void {
    this.#reserve(4)
    this.#end = scratch.writeInt32BE(value, this.#end)
  }

  value(type: ValueType, value: RowValue): void {
    this.integer(OIDS[type])
    if (value === null) {
      this.integer(-1)
      return
    }
    this.sized(type, value)
  }

  /** A value behind its size in bytes. */
  sized(type: ValueType, value: NonNullable<RowValue>): void {
    const size = this.gap()
    if (type === 'integer') this.integer(Number(value))
    else if (type === 'boolean') this.#byte(Number(value))
    else if (type === 'timestamptz') this.#moment(value as Date)
    else if (type === 'uuid') this.#uuid(value as string)
    else {
      // JSON is headed by the version of its form.
      if (type === 'jsonb') this.#byte(1)
      this.#text(value as string)
    }
    this.close(size)
  }

  bytes(): Buffer {
    return Buffer.from(scratch.subarray(0, this.#end))
  }

  #reserve(bytes: number): void {
    if (this.#end + bytes <= scratch.length) return
    const larger = Buffer.allocUnsafeSlow(2 * (this.#end + bytes))
    scratch.copy(larger, 0, 0, this.#end)
    scratch = larger
  }

  #byte(value: number): void {
    this.#reserve(1)
    this.#end = scratch.writeUInt8(value, this.#end)
  }

  #text(value: string): void {
    this.#reserve(MOST_BYTES * value.length)
    this.#end += scratch.write(value, this.#end)
  }

  /** Microseconds since 2000; their 64 bits are more than a number of JavaScript keeps exactly in one piece. */
  #moment(value: Date): void {
    const microseconds = (value.getTime() - EPOCH_MILLISECONDS) * 1000
    this.integer(Math.floor(microseconds / HIGH))
    this.#reserve(4)
    this.#end = scratch.writeUInt32BE(microseconds - Math.floor(microseconds / HIGH) * HIGH, this.#end)
  }

  #uuid(value: string): void {
    this.#reserve(16)
    let read = 0
    for (let byte = 0; byte < 16; byte++) {
      if (value.charCodeAt(read) === 45) read += 1
      const high = DIGITS[value.charCodeAt(read)] ?? 255
      const low = DIGITS[value.charCodeAt(read + 1)] ?? 255
      if (high > 15 || low > 15) throw new TypeError(`no UUID: ${value}`)
      scratch[this.#end + byte] = (high << 4) | low
      read += 2
    }
    if (read !== value.length) throw new TypeError(`no UUID: ${value}`)
    this.#end += 16
  }
}
