import { PERSON_FIELD_NAMES, type PersonField } from '@/lib/directory/local/choices'
import { changeLocalMembers, createLocalGroup } from '@/lib/directory/local/groups'
import { beginImport, finishImport, importPart } from '@/lib/directory/local/import/imports'
import type { ImportRow } from '@/lib/directory/local/import/input'
import { createLocalPerson, setLocalPersonActive } from '@/lib/directory/local/people'
import { type InventedPerson, inventPeople } from '@/lib/idp/people/invent'
import type { Random } from '@/lib/idp/random'
import type { Console } from './company'

/** The people whom no identity provider knows: those at the doors, and guests. */
export class Locals {
  readonly #guests: InventedPerson[]
  readonly #shift: InventedPerson[]
  readonly #ids: string[] = []

  constructor(
    private readonly console: Console,
    random: Random,
  ) {
    this.#guests = inventPeople(5, random, 'guests.example')
    this.#shift = inventPeople(24, random, 'sites.aldermoor.example')
  }

  /** Those of the file; Okta links some of them later. */
  get shift(): readonly InventedPerson[] {
    return this.#shift
  }

  /** Ada adds the guests of the board by hand. */
  async addGuests(): Promise<void> {
    for (const { login, givenName, familyName, title } of this.#guests) {
      const given: Partial<Record<PersonField, string>> = {
        userName: login,
        givenName,
        familyName,
        title,
        userType: 'Guest',
      }
      const fields = Object.fromEntries(PERSON_FIELD_NAMES.map((name) => [name, given[name] ?? '']))
      const { id } = await createLocalPerson(this.console.owner, {
        fields: fields as Record<PersonField, string>,
        emails: [{ value: login, type: 'work', primary: true }],
        phones: [],
      })
      this.#ids.push(id)
    }
    const { id } = await createLocalGroup(this.console.owner, 'Advisory board')
    await changeLocalMembers(this.console.owner, id, { add: this.#ids.slice(0, 4) })
  }

  /** Jonas imports the night shift from a file that is not quite clean. */
  async importShift(): Promise<void> {
    const rows = this.#shift.map(
      ({ login, givenName, familyName, phone }, index): ImportRow => ({
        line: index + 2,
        values: {
          userName: login,
          givenName,
          familyName,
          mobilePhone: phone,
          department: 'Sites',
          email: login,
        },
      }),
    )
    const broken: ImportRow[] = [
      { line: rows.length + 2, values: { givenName: 'Night', familyName: 'Porter' } },
      { line: rows.length + 3, values: { userName: 'loading.dock', email: 'loading dock' } },
    ]
    const { admin } = this.console
    const all = [...rows, ...broken]
    const { id } = await beginImport(admin, { fileName: 'reception-and-night-shift.csv', rows: all.length })
    await importPart(admin, id, all)
    await finishImport(admin, id)
  }

  async guestLeaves(): Promise<void> {
    const id = this.#ids.at(-1)
    if (id) await setLocalPersonActive(this.console.admin, id, false)
  }
}
