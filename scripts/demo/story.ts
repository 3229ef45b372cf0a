import { addEntitlement } from '@/lib/entitlements/entitlements'
import { OktaApp } from '@/lib/idp/okta/app'
import { inventPeople } from '@/lib/idp/people/invent'
import type { Random } from '@/lib/idp/random'
import type { Send } from '@/lib/idp/send'
import type { Provider } from '@/lib/integrations/choices'
import {
  createIntegration,
  pauseIntegration,
  renameIntegration,
  resumeIntegration,
  setRules,
} from '@/lib/integrations/integrations'
import { type Calendar, DAY, type Happening, HOUR, MINUTE, WEEKS } from './calendar'
import { type Console, DOMAIN, visit } from './company'
import { Locals } from './locals'
import { Bought, Contractors } from './others'
import { Workforce } from './workforce'

/** People of the roster who begin after the year: more than anybody will watch arrive. */
const TO_COME = 2_000
/** Weeks in which something begins. */
const OF = { guests: 5, file: 12, entra: 22, linking: 26, pause: 30, oneLogin: 38 } as const
/** How long before the present Entra fell silent, and the token of OneLogin was revoked. */
const SILENT = 9 * DAY
const REVOKED = 3 * DAY
/** What happens on the last day. */
const TODAY = 14

/** What happens in the year, and who it happens to. */
export class Story {
  readonly #locals: Locals
  readonly #integrations = new Map<Provider, string>()
  #workforce: Workforce | undefined
  #bought: Bought | undefined
  #contractors: Contractors | undefined

  constructor(
    private readonly console: Console,
    private readonly of: { baseUrl: string; random: Random; people: number; send: Send },
  ) {
    this.#locals = new Locals(console, of.random)
  }

  /** The organisation whose Okta pushes; there once Okta is connected. */
  get workforce(): Workforce {
    if (!this.#workforce) throw new Error('Okta is not connected yet.')
    return this.#workforce
  }

  /** Everything, in the order of time. */
  happenings(calendar: Calendar): Happening[] {
    const all = [
      ...this.#beginnings(calendar),
      ...this.#weeks(calendar),
      ...this.#others(calendar),
      ...this.#lately(calendar),
    ]
    return all.filter(({ at }) => at < calendar.now).sort((a, b) => a.at - b.at)
  }

  /** Okta is connected, a few people are tried, then everybody comes. */
  #beginnings(calendar: Calendar): Happening[] {
    const { people } = this.of
    const pilots = Math.ceil(people / 12)
    const hires = Array.from({ length: people }, (_, index) => ({
      at: index < pilots ? calendar.at(0, 2, 9) + index * 20_000 : calendar.at(1, 0, 9) + index * 20_000,
      does: () => this.workforce.hire(),
    }))
    return [
      { at: calendar.at(0, 1, 10), does: () => this.#connectOkta() },
      ...hires,
      { at: calendar.at(1, 3, 10), does: () => this.workforce.pushGroups() },
      { at: calendar.at(2, 1, 11), does: () => this.#offerRoles() },
    ]
  }

  /** From the second week on: more when there are more people. */
  #weeks(calendar: Calendar): Happening[] {
    const each = Math.max(3, Math.round(this.of.people / 22))
    return Array.from({ length: WEEKS - 2 }, (_, index) => index + 2).flatMap((week) =>
      Array.from({ length: each }, () => ({
        at: calendar.workingTime(week),
        does: () => this.workforce.anything(),
      })),
    )
  }

  /** What people do in the console, and the companies that come along. */
  #others(calendar: Calendar): Happening[] {
    const { admin, owner } = this.console
    const okta = () => this.#integrations.get('okta') ?? ''
    const silent = calendar.now - SILENT
    const cycles = Array.from({ length: WEEKS - OF.entra - 1 }, (_, index) => ({
      at: calendar.at(OF.entra + 1 + index, 1, 7),
      does: () => this.#bought?.week() ?? Promise.resolve(),
    })).filter(({ at }) => at < silent - DAY)
    return [
      { at: calendar.at(3, 2, 15), does: () => renameIntegration(admin, okta(), 'Corporate Okta') },
      { at: calendar.at(OF.guests, 2, 14), does: () => this.#locals.addGuests() },
      { at: calendar.at(OF.file, 3, 16), does: () => this.#locals.importShift() },
      {
        at: calendar.at(20, 1, 11),
        does: () => this.workforce.renameDepartment('Customer Support', 'Customer Care'),
      },
      { at: calendar.at(OF.entra, 1, 10), does: () => this.#connectEntra() },
      ...cycles,
      { at: silent, does: () => this.#bought?.week() ?? Promise.resolve() },
      { at: calendar.at(OF.linking, 2, 10), does: () => this.#linkLocals() },
      { at: calendar.at(OF.pause, 5, 6), does: () => pauseIntegration(owner, okta()) },
      { at: calendar.at(OF.pause, 5, 8), does: () => resumeIntegration(owner, okta()) },
      { at: calendar.at(OF.oneLogin, 2, 13), does: () => this.#connectOneLogin() },
      { at: calendar.at(OF.oneLogin + 4, 2, 13), does: () => this.#locals.guestLeaves() },
    ]
  }

  /** The last days, counted from the present: what an admin finds in the morning. */
  #lately({ now }: Calendar): Happening[] {
    const { random } = this.of
    const oneLogin = () => this.#contractors ?? Promise.reject(new Error('OneLogin is not connected yet.'))
    const today = Array.from({ length: TODAY }, () => ({
      at: now - 2 * MINUTE - Math.floor(random() * 8 * HOUR),
      does: () => this.workforce.anything(),
    }))
    const vain = Array.from({ length: 6 }, (_, index) => ({
      at: now - (index * 5 + 1) * HOUR,
      does: async () => (await oneLogin()).callInVain(),
    }))
    return [
      {
        at: now - REVOKED - DAY,
        does: async () => {
          const taken = this.workforce.staff[0]?.profile.login ?? ''
          await (await oneLogin()).stumble(taken)
        },
      },
      { at: now - REVOKED, does: async () => (await oneLogin()).changeToken(this.console.admin) },
      ...vain,
      ...today,
      { at: now - 30 * MINUTE, does: () => visit(this.console) },
    ]
  }

  async #connect(provider: Provider, name: string) {
    const { integration, token } = await createIntegration(this.console.owner, {
      name,
      provider,
      groupSync: true,
    })
    this.#integrations.set(provider, integration.id)
    const { baseUrl, random, send } = this.of
    return { baseUrl, random, send, token: token.clear, integrationId: integration.id }
  }

  async #connectOkta(): Promise<void> {
    const { random, people } = this.of
    const connection = await this.#connect('okta', 'Okta')
    const app = new OktaApp({ ...connection, flavour: 'catalogue', importGroups: true })
    await app.testConnection()
    const roster = inventPeople(people * 2 + TO_COME, random, DOMAIN)
    this.#workforce = new Workforce(app, random, roster)
  }

  async #connectEntra(): Promise<void> {
    const connection = await this.#connect('entra', 'Brightwater Entra ID')
    this.#bought = new Bought(connection, Math.ceil(this.of.people / 8), this.of.random)
    await this.#bought.begin()
  }

  async #connectOneLogin(): Promise<void> {
    const connection = await this.#connect('onelogin', 'Contractors (OneLogin)')
    const { integrationId } = connection
    await setRules(this.console.admin, integrationId, {
      allowedDomains: [],
      allowedAddresses: [],
      whenLocal: 'claim',
      whenLocalGroup: 'conflict',
      whenDeactivated: 'keep',
      whenGroupless: 'deactivate',
      whenDeleted: 'deactivate',
      massChangePercent: 20,
    })
    this.#contractors = new Contractors(connection, integrationId, Math.ceil(this.of.people / 20))
    await this.#contractors.begin()
  }

  /** Some of the night shift get accounts in Okta, which finds them here and takes them over. */
  async #linkLocals(): Promise<void> {
    const { app, staff } = this.workforce
    await app.importUsers()
    for (const { login, givenName, familyName, title, department } of this.#locals.shift.slice(0, 6)) {
      const person = app.addPerson({
        login,
        email: login,
        firstName: givenName,
        lastName: familyName,
        title,
        department,
      })
      await app.assign(person)
      staff.push(person)
    }
  }

  async #offerRoles(): Promise<void> {
    const offered = [
      ['role', 'operator', 'Robot operator'],
      ['role', 'maintainer', 'Maintainer'],
      ['entitlement', 'fleet', 'Fleet licence'],
    ] as const
    for (const [kind, value, display] of offered) {
      await addEntitlement(this.console.admin, { kind, value, display, type: null, description: null })
    }
  }
}
