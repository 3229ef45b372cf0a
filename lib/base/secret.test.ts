import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { fingerprint, isWholeToken, maskToken, mintToken, readToken, sameHash } from './secret'

test('a token can be selected by one double click and says whose it is', () => {
  const { token, credentialId, hint } = mintToken()
  expect(token).toMatch(/^rollcall_scim_[0-9A-Za-z]{12}_[0-9A-Za-z]{49}$/)
  expect(token.slice(14, 26)).toBe(credentialId)
  expect(token.slice(-4)).toBe(hint)
})

test('what was minted is read back whole, with the fingerprint that is kept', () => {
  const minted = mintToken()
  const read = readToken(minted.token)
  expect(read).toEqual({
    kind: 'ours',
    credentialId: minted.credentialId,
    short: false,
    hash: createHash('sha256').update(minted.token).digest(),
    hint: minted.hint,
  })
  expect(isWholeToken(minted.token)).toBe(true)
})

test('a token cut at its end still says whose it is, at every length', () => {
  const { token, credentialId } = mintToken()
  for (let length = 'rollcall_scim_'.length; length < token.length; length++) {
    const read = readToken(token.slice(0, length))
    expect(read).toMatchObject({ kind: 'ours', short: true })
    expect(isWholeToken(token.slice(0, length))).toBe(false)
    expect(credentialId.startsWith(read.kind === 'ours' ? read.credentialId : '?')).toBe(true)
    if (length >= 26) expect(read).toMatchObject({ credentialId })
  }
})

test('one wrong character anywhere is noticed without asking the database', () => {
  const { token } = mintToken()
  for (let at = 14; at < token.length; at++) {
    const wrong = token[at] === 'x' ? 'y' : 'x'
    const damaged = token.slice(0, at) + wrong + token.slice(at + 1)
    expect(readToken(damaged), `at ${at}`).toMatchObject({ kind: 'ours', short: false })
    expect(isWholeToken(damaged), `at ${at}`).toBe(false)
  }
})

test('anything else is foreign', () => {
  for (const text of [
    '',
    'rollcall',
    'ghp_1234',
    'Rollcall_scim_abc',
    ' rollcall_scim_abc',
    'eyJhbGciOi.x.y',
    'rollcall_scim_7Fh2\0aaaaaaa_',
    'rollcall_scim_7Fh2\ud800aaaaaaa_',
  ]) {
    expect(readToken(text)).toEqual({ kind: 'foreign' })
  }
})

test('the checksum is the CRC-32 of zlib', () => {
  expect(isWholeToken(`rollcall_scim_AAAAAAAAAAAA_${'0'.repeat(43)}4GiHYt`)).toBe(true)
})

test('no two tokens are alike', () => {
  expect(new Set(Array.from({ length: 1_000 }, () => mintToken().token)).size).toBe(1_000)
})

test('a masked token shows four characters at each end', () => {
  expect(maskToken({ credentialId: '7Fh2aaaaaaaa', hint: 'dVv4' })).toBe('rollcall_scim_7Fh2••••dVv4')
})

test('fingerprints are the same only when their secrets are', () => {
  expect(sameHash(fingerprint('a'), fingerprint('a'))).toBe(true)
  expect(sameHash(fingerprint('a'), fingerprint('b'))).toBe(false)
  expect(sameHash(fingerprint('a'), Buffer.alloc(4))).toBe(false)
})
