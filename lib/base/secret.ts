import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'

const PREFIX = 'rollcall_scim_'
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const CREDENTIAL_CHARACTERS = 12
/** 62^43 is the first power of 62 that holds 256 bits. */
const SECRET_CHARACTERS = 43
const CHECKSUM_CHARACTERS = 6
const TOKEN_CHARACTERS = PREFIX.length + CREDENTIAL_CHARACTERS + 1 + SECRET_CHARACTERS + CHECKSUM_CHARACTERS
const WHOLE = new RegExp(
  `^${PREFIX}[0-9A-Za-z]{${CREDENTIAL_CHARACTERS}}_[0-9A-Za-z]{${SECRET_CHARACTERS + CHECKSUM_CHARACTERS}}$`,
)

export type MintedToken = {
  /** The token in clear: hand it over once, keep it nowhere. */
  readonly token: string
  readonly credentialId: string
  readonly hash: Buffer
  readonly hint: string
}

export type ReadToken =
  | { readonly kind: 'foreign' }
  | {
      readonly kind: 'ours'
      /** Says which row it is; shorter than 12 characters when the token was cut inside it. */
      readonly credentialId: string
      /** It has fewer characters than a token: it was cut off. */
      readonly short: boolean
      readonly hash: Buffer
      readonly hint: string
    }

/**
 * A new SCIM token: `rollcall_scim_`, a credential id of 12 characters, `_`, 256 random bits in 43
 * characters, and 6 characters of CRC-32 over all before them. Letters and digits are base 62.
 */
export function mintToken(): MintedToken {
  const credentialId = randomText(CREDENTIAL_CHARACTERS, ALPHABET)
  const secret = base62(BigInt(`0x${randomBytes(32).toString('hex')}`), SECRET_CHARACTERS)
  const body = `${PREFIX}${credentialId}_${secret}`
  const token = body + checksum(body)
  return { token, credentialId, hash: fingerprint(token), hint: token.slice(-4) }
}

/** What a text says about itself as a SCIM token; whether it is accepted is for the database to say. */
export function readToken(text: string): ReadToken {
  if (!text.startsWith(PREFIX)) return { kind: 'foreign' }
  const [credentialId = ''] = text.slice(PREFIX.length).split('_', 1)
  // Basic can carry anything, NUL included, and this is looked up in the database.
  if (!/^[0-9A-Za-z]*$/.test(credentialId)) return { kind: 'foreign' }
  return {
    kind: 'ours',
    credentialId: credentialId.slice(0, CREDENTIAL_CHARACTERS),
    short: text.length < TOKEN_CHARACTERS,
    hash: fingerprint(text),
    hint: text.slice(-4),
  }
}

/** Whether length and checksum of a token are right: what was pasted is what was copied. */
export function isWholeToken(text: string): boolean {
  return (
    WHOLE.test(text) && checksum(text.slice(0, -CHECKSUM_CHARACTERS)) === text.slice(-CHECKSUM_CHARACTERS)
  )
}

/** How a token is shown to people who may know that it exists: `rollcall_scim_7Fh2••••dVv4`. */
export function maskToken({ credentialId, hint }: { credentialId: string; hint: string }): string {
  return `${PREFIX}${credentialId.slice(0, 4)}••••${hint}`
}

/** SHA-256. Enough for secrets of 128 random bits and more; passwords need a slow hash instead. */
export function fingerprint(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

/** Compares two fingerprints in a time that does not depend on where they differ. */
export function sameHash(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}

/** `length` characters, each drawn evenly from `alphabet` by the system's random source. */
export function randomText(length: number, alphabet: string): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('')
}

function base62(value: bigint, length: number): string {
  let rest = value
  let text = ''
  for (; rest > 0n; rest /= 62n) text = ALPHABET[Number(rest % 62n)] + text
  return text.padStart(length, '0')
}

function checksum(text: string): string {
  return base62(BigInt(crc32(text)), CHECKSUM_CHARACTERS)
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1
  return value
})

/** CRC-32 as in zlib, which Node offers only from 20.15 on. */
function crc32(text: string): number {
  let value = 0xffffffff
  for (const byte of Buffer.from(text)) value = (value >>> 8) ^ (CRC_TABLE[(value ^ byte) & 0xff] ?? 0)
  return (value ^ 0xffffffff) >>> 0
}
