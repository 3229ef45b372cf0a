import { expect, test } from 'vitest'
import { explainRefusal, type RefusedCall } from './refusals'

const token = {
  masked: 'rollcall_scim_7Fh2••••dVv4',
  hint: 'dVv4',
  endedAt: new Date('2026-11-02T09:00:00Z'),
}

function tell(refusal: string, of?: RefusedCall['token']): string {
  return explainRefusal({ at: new Date(), refusal, token: of }, 'Acme')
    .map((part) =>
      typeof part === 'string' ? part : 'ago' in part ? '6 s ago' : part.day.toISOString().slice(0, 10),
    )
    .join('')
}

test('each wrong call is told by what was wrong with it', () => {
  expect(tell('truncated', token)).toBe(
    'We got a call 6 s ago with the token rollcall_scim_7Fh2••••dVv4, but it is truncated: the checksum doesn’t match. Copy it whole.',
  )
  expect(tell('mismatch', token)).toBe(
    'We got a call 6 s ago but the token didn’t match. Paste it again, with or without “Bearer ” in front; both work.',
  )
  expect(tell('revoked', token)).toBe(
    'We got a call 6 s ago with token …dVv4, which was revoked on 2026-11-02. Paste the new one.',
  )
  expect(tell('expired', token)).toBe(
    'We got a call 6 s ago with token …dVv4, which expired on 2026-11-02. Paste the new one.',
  )
})

test('a call that belongs to no integration is told by the company it reached', () => {
  expect(tell('missing')).toBe(
    'A call reached Acme’s base URL 6 s ago without a token. Check the Authorization field.',
  )
  expect(tell('foreign')).toMatch(
    /^A call reached Acme’s base URL 6 s ago with something that isn’t one of our tokens/,
  )
  expect(tell('truncated')).toMatch(/with a token of ours, but it is truncated/)
})
