/** What belongs together happens within so long; a wave goes on as long as no pause is longer. */
const WINDOW_MILLISECONDS = 10 * 60_000

/** How far back losses are looked for: longer than any process is away. */
export const RECENT_MILLISECONDS = 60 * 60_000

/** Fewer people than these are no mass change, whatever share of all they are. */
export const FEWEST_PEOPLE = 10

/** A group of fewer members is not guarded; more than half of so many are at least these. */
export const SMALLEST_GROUP = 20
export const FEWEST_MEMBERS_LOST = SMALLEST_GROUP / 2 + 1

export function windowBefore(at: Date): Date {
  return new Date(at.getTime() - WINDOW_MILLISECONDS)
}

export function windowAfter(at: Date): Date {
  return new Date(at.getTime() + WINDOW_MILLISECONDS)
}

/** Of two moments the later one. */
export function later(a: Date, b: Date | undefined): Date {
  return b && b > a ? b : a
}

/** Losses are counted so far before anybody looks at them: it tells how dear the look will be. */
export const MOST_COUNTED = 2_000

/**
 * How long an integration rests after a look at so many losses, 20 seconds at most: each look counts once more what
 * the one before has seen, and a wave of a thousand a second would be counted all the time.
 */
export function restAfter(losses: number): number {
  return Math.min(losses, MOST_COUNTED) * 10
}
