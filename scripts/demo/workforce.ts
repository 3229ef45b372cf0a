import type { OktaApp } from '@/lib/idp/okta/app'
import type { OktaGroup, OktaPerson } from '@/lib/idp/okta/directory'
import { type InventedPerson, inventTitle } from '@/lib/idp/people/invent'
import { DEPARTMENTS, TEAMS } from '@/lib/idp/people/work'
import { pick, type Random, sample } from '@/lib/idp/random'

/** What happens in a company, and how often beside each other. */
const COURSE = [
  ['hire', 5],
  ['promote', 6],
  ['regroup', 6],
  ['move', 3],
  ['leave', 3],
  ['phone', 3],
  ['marry', 1],
  ['comeBack', 1],
] as const
const LOTS = COURSE.flatMap(([deed, weight]) => Array.from({ length: weight }, () => deed))

/** The people of an organisation whose Okta pushes what becomes of them. Every deed is what its administrator does. */
export class Workforce {
  readonly staff: OktaPerson[] = []
  readonly #left: OktaPerson[] = []
  readonly #departments = new Map<string, OktaGroup>()
  readonly #teams: OktaGroup[] = []

  constructor(
    readonly app: OktaApp,
    private readonly random: Random,
    private readonly roster: InventedPerson[],
  ) {}

  /** Makes the groups and begins to push them. */
  async pushGroups(): Promise<void> {
    for (const { name } of DEPARTMENTS) {
      const members = this.staff.filter(({ profile }) => profile.department === name)
      this.#departments.set(name, this.app.addGroup(name, members))
    }
    for (const name of TEAMS) {
      const size = Math.ceil(this.staff.length / 8)
      this.#teams.push(this.app.addGroup(name, sample(this.staff, size, this.random)))
    }
    for (const group of [...this.#departments.values(), ...this.#teams]) await this.app.pushGroup(group)
  }

  renameDepartment(name: string, to: string): Promise<void> {
    const group = this.#departments.get(name)
    return group ? this.app.renameGroup(group, to) : Promise.resolve()
  }

  /** The next of the roster begins: an account, the department's group, and a team for some. */
  async hire(): Promise<void> {
    const next = this.roster.shift()
    if (!next) return
    const person = this.app.addPerson({
      login: next.login,
      email: next.login,
      firstName: next.givenName,
      lastName: next.familyName,
      title: next.title,
      primaryPhone: next.phone,
      locale: next.locale,
      timezone: next.timezone,
      employeeNumber: next.employeeNumber,
      division: next.division,
      department: next.department,
    })
    await this.app.assign(person)
    this.staff.push(person)
    await this.#join(person)
  }

  async leave(): Promise<void> {
    const person = this.#anybody()
    if (!person) return
    this.staff.splice(this.staff.indexOf(person), 1)
    for (const group of [...this.#departments.values(), ...this.#teams]) {
      if (group.members.has(person)) await this.app.removeMembers(group, [person])
    }
    await this.app.deactivate(person)
    this.#left.push(person)
  }

  /** Back from parental leave, or from a competitor. */
  async comeBack(): Promise<void> {
    const person = this.#left.pop()
    if (!person) return
    await this.app.reactivate(person)
    this.staff.push(person)
    await this.#join(person)
  }

  async promote(): Promise<void> {
    const person = this.#anybody()
    if (!person) return
    const { department = '', title = '' } = person.profile
    const next = inventTitle(department, this.random)
    await this.app.update(person, { title: next === title ? `Senior ${title.replace('Senior ', '')}` : next })
  }

  async move(): Promise<void> {
    const person = this.#anybody()
    if (!person) return
    const { department: from = '' } = person.profile
    const department = pick(DEPARTMENTS, this.random).name
    await this.app.update(person, { department, title: inventTitle(department, this.random) })
    const [old, group] = [this.#departments.get(from), this.#departments.get(department)]
    if (old && group && old !== group) {
      await this.app.removeMembers(old, [person])
      await this.app.addMembers(group, [person])
    }
  }

  async phone(): Promise<void> {
    const person = this.#anybody()
    const digits = String(Math.floor(this.random() * 100)).padStart(2, '0')
    if (person) await this.app.update(person, { primaryPhone: `+1 555 01${digits}` })
  }

  async marry(): Promise<void> {
    const [person, other] = [this.#anybody(), this.#anybody()]
    if (person && other) await this.app.update(person, { lastName: other.profile.lastName })
  }

  /** Somebody joins a team, somebody leaves it. */
  async regroup(): Promise<void> {
    if (this.#teams.length === 0) return
    const team = pick(this.#teams, this.random)
    const [joiner] = sample(
      this.staff.filter((person) => !team.members.has(person)),
      1,
      this.random,
    )
    const [leaver] = this.random() < 0.6 ? sample([...team.members], 1, this.random) : []
    await this.app.changeMembers(team, { add: joiner ? [joiner] : [], remove: leaver ? [leaver] : [] })
  }

  /** One of the things that happen, by how often they do. */
  anything(): Promise<void> {
    return this[pick(LOTS, this.random)]()
  }

  async #join(person: OktaPerson): Promise<void> {
    const department = this.#departments.get(person.profile.department ?? '')
    if (department) await this.app.addMembers(department, [person])
    if (this.#teams.length > 0 && this.random() < 0.5) {
      await this.app.addMembers(pick(this.#teams, this.random), [person])
    }
  }

  #anybody(): OktaPerson | undefined {
    return this.staff.length > 0 ? pick(this.staff, this.random) : undefined
  }
}
