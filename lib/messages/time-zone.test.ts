import { expect, test } from 'vitest'
import { readZone } from './time-zone'

test('a time zone is one that dates can be written in', () => {
  expect(readZone('Europe/Berlin')).toBe('Europe/Berlin')
  expect(readZone('UTC')).toBe('UTC')
  for (const wrong of [undefined, '', 'Mars/Base', 'x'.repeat(65), '<script>']) {
    expect(readZone(wrong)).toBeUndefined()
  }
})
