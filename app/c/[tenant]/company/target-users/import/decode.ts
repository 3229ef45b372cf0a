export type Encoding = 'UTF-8' | 'UTF-16' | 'Windows-1252'

/** How much of a file tells whether it is text of two bytes a character. */
const SAMPLE = 4_096

/**
 * The text of a file as spreadsheets write them: with a byte order mark or without, in UTF-8, UTF-16 or, where it is
 * neither, Windows-1252. Undefined for what is no text, such as a workbook.
 */
export function decode(bytes: Uint8Array): { text: string; encoding: Encoding } | undefined {
  if (startsWith(bytes, 0xef, 0xbb, 0xbf)) return { text: read(bytes, 'utf-8'), encoding: 'UTF-8' }
  if (startsWith(bytes, 0xff, 0xfe)) return { text: read(bytes, 'utf-16le'), encoding: 'UTF-16' }
  if (startsWith(bytes, 0xfe, 0xff)) return { text: read(bytes, 'utf-16be'), encoding: 'UTF-16' }
  const order = wideOrder(bytes.subarray(0, SAMPLE))
  if (order) return { text: read(bytes, order), encoding: 'UTF-16' }
  if (bytes.includes(0) || startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)) return undefined
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' }
  } catch {
    return { text: read(bytes, 'windows-1252'), encoding: 'Windows-1252' }
  }
}

function read(bytes: Uint8Array, encoding: string): string {
  return new TextDecoder(encoding).decode(bytes)
}

function startsWith(bytes: Uint8Array, ...mark: number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte)
}

/** Latin text in UTF-16 has a zero in nearly every other byte; which one tells the order. */
function wideOrder(sample: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  let [even, odd] = [0, 0]
  for (const [index, byte] of sample.entries()) if (byte === 0) index % 2 === 0 ? even++ : odd++
  const most = sample.length / 2
  if (sample.length < 4 || Math.max(even, odd) < most * 0.6) return undefined
  if (Math.min(even, odd) > most * 0.1) return undefined
  return odd > even ? 'utf-16le' : 'utf-16be'
}
