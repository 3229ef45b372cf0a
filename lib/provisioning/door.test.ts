import { describe, expect, it } from 'vitest'
import { isScimPath, originOf, readTarget, scimOriginOf } from './door'

const alone = { PORT: 3000, TRUST_PROXY: 0 }
const behind = { PORT: 3000, TRUST_PROXY: 1 }

describe('the target of a request', () => {
  it.each([
    ['/api/scim/acme/Users?count=1&x=?', '/api/scim/acme/Users', 'count=1&x=?'],
    ['//api/scim/acme//Users', '/api/scim/acme//Users', ''],
    ['http://rollcall.example:3000/api/scim/acme?a', '/api/scim/acme', 'a'],
    ['HTTPS://rollcall.example?a', '', 'a'],
    ['/other?next=http://x/api/scim', '/other', 'next=http://x/api/scim'],
    ['*', '*', ''],
  ])('%s', (target, pathname, query) => {
    expect(readTarget(target)).toEqual({ pathname, query })
  })

  it('is SCIM by its path alone', () => {
    const isScim = (target: string) => isScimPath(readTarget(target).pathname)
    expect(['//api/scim/acme/Users', 'http://x/api/scim', '/api/scimx', '/?/api/scim'].map(isScim)).toEqual([
      true,
      true,
      false,
      false,
    ])
  })
})

describe('the origin of addresses in answers', () => {
  it('is what the client asked for', () => {
    expect(originOf({ host: 'rollcall.internal:8080' }, alone)).toBe('http://rollcall.internal:8080')
    expect(originOf({ host: '[::1]:3000' }, alone)).toBe('http://[::1]:3000')
  })

  it('is what a proxy of ours says, and of nobody else', () => {
    const headers = {
      host: '10.0.0.7:3000',
      'x-forwarded-host': 'rollcall.example, inner.example',
      'x-forwarded-proto': 'https, http',
    }
    expect(originOf(headers, behind)).toBe('https://rollcall.example')
    expect(originOf(headers, alone)).toBe('http://10.0.0.7:3000')
  })

  it('is the configured one, whatever the headers say', () => {
    const configured = { ...behind, ROLLCALL_ORIGIN: 'https://id.acme.example' }
    expect(originOf({ host: 'x', 'x-forwarded-host': 'evil.example' }, configured)).toBe(
      'https://id.acme.example',
    )
  })

  it('is that of SCIM for SCIM alone, where it has a host of its own', () => {
    const settings = {
      ...alone,
      ROLLCALL_ORIGIN: 'https://id.acme.example',
      SCIM_ORIGIN: 'https://scim.acme.example',
    }
    expect(scimOriginOf({ host: 'x' }, settings)).toBe('https://scim.acme.example')
    expect(originOf({ host: 'x' }, settings)).toBe('https://id.acme.example')
    expect(scimOriginOf({ host: 'x' }, { ...settings, SCIM_ORIGIN: undefined })).toBe(
      'https://id.acme.example',
    )
  })

  it('is localhost for a Host that is none', () => {
    expect(originOf({ host: 'a/b' }, alone)).toBe('http://localhost:3000')
    expect(originOf({}, alone)).toBe('http://localhost:3000')
  })
})
