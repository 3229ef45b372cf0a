import type { Random } from '@/lib/idp/random'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
/** How many weeks the demo tells of before the present one. */
export const WEEKS = 51

const OPENS = 8
const CLOSES = 18

/** Something that happens at a moment of the year. */
export type Happening = { at: number; does: () => Promise<unknown> }

/** The working hours of the weeks before `now` (UTC). Weeks count from 0, days from 0 for Monday. */
export class Calendar {
  readonly #monday: number

  constructor(
    readonly now: number,
    private readonly random: Random,
  ) {
    const midnight = Math.floor(now / DAY) * DAY
    const weekday = (new Date(midnight).getUTCDay() + 6) % 7
    this.#monday = midnight - (weekday + 7 * WEEKS) * DAY
  }

  at(week: number, day: number, hour: number): number {
    return this.#monday + (week * 7 + day) * DAY + hour * HOUR
  }

  /** Some moment of a week in which people work. */
  workingTime(week: number): number {
    const hour = OPENS + this.random() * (CLOSES - OPENS)
    return Math.floor(this.at(week, Math.floor(this.random() * 5), hour))
  }
}
