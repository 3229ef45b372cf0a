export const KEYS_COOKIE = 'keys'

/** Whether keys without a modifier do anything in this browser: yes, until somebody switches them off. */
export function readKeys(value: string | undefined): boolean {
  return value !== 'off'
}
