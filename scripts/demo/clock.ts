const RealDate = Date

/** Where the clock was set to, and when that was; undefined while it tells the time. */
let set: { at: number; since: number } | undefined

function now(): number {
  return set ? Math.floor(set.at + performance.now() - set.since) : RealDate.now()
}

class SetDate extends RealDate {
  constructor(...values: [] | [number | string | Date]) {
    // The other ways of making a date name their moment themselves.
    super(...((values.length === 0 ? [now()] : values) as [number]))
  }

  static override now(): number {
    return now()
  }
}

/**
 * Makes this process believe that it is another time, which goes on from there. Everything that asks for the time is
 * told so: the verbs, their ids, the request log. So a year can be lived through by the same code that lives it in
 * earnest. It never goes back, because ids and chains count on that.
 */
export function setClock(at: number): void {
  set = { at: Math.max(at, set ? now() : 0), since: performance.now() }
  globalThis.Date = SetDate as DateConstructor
}

/** Back to what time it is. */
export function releaseClock(): void {
  set = undefined
  globalThis.Date = RealDate
}
