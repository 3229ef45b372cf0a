export const MOTION_COOKIE = 'motion'

/** Whether nothing moves by itself in this browser, whatever its system says: no, until somebody asks for it. */
export function readStillness(value: string | undefined): boolean {
  return value === 'less'
}
