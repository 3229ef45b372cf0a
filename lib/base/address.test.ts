import { expect, test } from 'vitest'
import { callerAddress } from './address'

const SOCKET = '::ffff:192.0.2.1'

test('without proxies of ours a client cannot say where it comes from', () => {
  expect(callerAddress('203.0.113.9', SOCKET, 0)).toBe('192.0.2.1')
  expect(callerAddress(undefined, SOCKET, 0)).toBe('192.0.2.1')
})

test('where the socket is out of reach, the header holds what the server saw', () => {
  expect(callerAddress('::ffff:192.0.2.1', undefined, 0)).toBe('192.0.2.1')
  expect(callerAddress('2001:db8::1', undefined, 0)).toBe('2001:db8::1')
})

test('behind proxies it is the address that the outermost of them saw', () => {
  const made = '198.51.100.66, 203.0.113.9, 10.0.0.2'
  expect(callerAddress('198.51.100.66, 203.0.113.9', SOCKET, 1)).toBe('203.0.113.9')
  expect(callerAddress(made, SOCKET, 2)).toBe('203.0.113.9')
  expect(callerAddress(made, undefined, 2)).toBe('203.0.113.9')
})

test('what came past some of the proxies is known by what there is', () => {
  expect(callerAddress('203.0.113.9', SOCKET, 3)).toBe('203.0.113.9')
  expect(callerAddress(undefined, SOCKET, 1)).toBe('192.0.2.1')
})

test('ports, brackets and zones are no part of an address, and what is none is nobody’s', () => {
  expect(callerAddress('203.0.113.9:4711', SOCKET, 1)).toBe('203.0.113.9')
  expect(callerAddress('[2001:db8::1]:4711', SOCKET, 1)).toBe('2001:db8::1')
  expect(callerAddress(undefined, 'fe80::1%eth0', 0)).toBe('fe80::1')
  expect(callerAddress('unknown', SOCKET, 1)).toBeNull()
  expect(callerAddress(undefined, undefined, 0)).toBeNull()
})
