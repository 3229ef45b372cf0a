import type { Database } from '@/db/client'
import { flushActivity } from '@/lib/activity/recorder'
import { seededRandom } from '@/lib/idp/random'
import { type Send, sendByFetch } from '@/lib/idp/send'
import { noteDirectoryDays } from '@/lib/overview/days'
import { answerScim } from '@/lib/provisioning/route-door'
import { Calendar, DAY } from './calendar'
import { releaseClock, setClock } from './clock'
import { backdateCompany, type Console, makeCompany } from './company'
import { Story } from './story'
import type { Workforce } from './workforce'

export type YearOptions = {
  seed: number
  /** The present: an instant in milliseconds. */
  now: number
  /** How many people Okta has at the beginning. */
  people: number
  /** Where the server is, or will be, as browsers and identity providers see it. */
  origin: string
  /** Of every member of the console. */
  password: string
  /** Called as the weeks pass, with how many have. */
  onWeek?: (week: number) => void
}

/** What a year has left. */
export type Year = {
  /** The company as its members see it. */
  console: Console
  /** The organisation whose Okta goes on pushing. */
  workforce: Workforce
  /** From now on Okta speaks by this, to the server for one. */
  speakBy(send: Send): void
}

/**
 * Lives through a year of a company, by the verbs and the endpoint themselves, on a clock that is set from event to
 * event. The same seed and the same present are the same year. The database must be empty.
 */
export async function liveYear(db: Database, options: YearOptions): Promise<Year> {
  const random = seededRandom(options.seed)
  const calendar = new Calendar(options.now, random)
  const start = calendar.at(0, 0, 9)
  let speak: Send = sendByFetch((url, init) => answerScim(new Request(url, init)))
  setClock(start)
  try {
    const console = await makeCompany(db, options.password)
    await backdateCompany(console, start)
    const baseUrl = `${options.origin}/api/scim/${console.owner.tenantSlug}`
    const story = new Story(console, { baseUrl, random, people: options.people, send: (call) => speak(call) })
    let week = 0
    let midnight = Math.ceil(start / DAY) * DAY
    const noteDaysUntil = async (at: number) => {
      for (; midnight <= at; midnight += DAY) await noteDirectoryDays(db, new Date(midnight))
    }
    for (const { at, does } of story.happenings(calendar)) {
      await noteDaysUntil(at)
      setClock(at)
      await does()
      for (; week <= (at - start) / (7 * DAY); week++) options.onWeek?.(week)
    }
    await noteDaysUntil(options.now)
    await flushActivity()
    return {
      console,
      workforce: story.workforce,
      speakBy(send) {
        speak = send
      },
    }
  } finally {
    releaseClock()
  }
}
