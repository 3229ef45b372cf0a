import { EntraApp } from '@/lib/idp/entra/app'
import { OneLoginApp } from '@/lib/idp/onelogin/app'
import { type InventedPerson, inventPeople } from '@/lib/idp/people/invent'
import { pick, type Random, sample } from '@/lib/idp/random'
import type { Send } from '@/lib/idp/send'
import { createToken, listTokens, revokeToken } from '@/lib/integrations/tokens'
import type { Ctx } from '@/lib/tenancy/context'

type Connection = { baseUrl: string; token: string; send: Send; random: Random }

/** A company that was bought, with an Entra ID of its own. It sends in cycles, and one day it stops. */
export class Bought {
  readonly #app: EntraApp
  readonly #people: InventedPerson[]

  constructor(
    connection: Connection,
    count: number,
    private readonly random: Random,
  ) {
    this.#app = new EntraApp(connection)
    this.#people = inventPeople(count, random, 'brightwater.example')
  }

  async begin(): Promise<void> {
    await this.#app.testConnection()
    const people = this.#people.map((person) => this.#app.addPerson(profileOf(person)))
    for (const person of people) await this.#app.assign(person)
    for (const name of ['Brightwater – all staff', 'Brightwater – workshop', 'Brightwater – office']) {
      const members = name.endsWith('all staff')
        ? people
        : sample(people, Math.ceil(people.length / 3), this.random)
      await this.#app.pushGroup(this.#app.addGroup(name, members))
    }
    await this.#app.cycle()
  }

  /** A week in one cycle: a title, and now and then somebody who leaves. */
  async week(): Promise<void> {
    const { people } = this.#app.directory
    await this.#app.update(pick(people, this.random), { title: 'Workshop Lead' })
    if (this.random() < 0.25) await this.#app.unassign(pick(people, this.random))
    await this.#app.cycle()
  }
}

/** Contractors, whose OneLogin still calls with the token that was revoked. */
export class Contractors {
  readonly #app: OneLoginApp

  constructor(
    private readonly connection: Connection,
    private readonly integrationId: string,
    private readonly count: number,
  ) {
    this.#app = new OneLoginApp(connection)
  }

  async begin(): Promise<void> {
    await this.#app.testConnection()
    const people = inventPeople(this.count, this.connection.random, 'contractors.example').map((person) =>
      this.#app.addPerson(profileOf(person)),
    )
    for (const person of people) await this.#app.assign(person)
    await this.#app.pushGroup(this.#app.addGroup('Contractors on site', people))
  }

  /**
   * A role names people who are not provisioned, and a rule assigns somebody whom `taken`, another integration,
   * manages: the first become problems of the group, the second is refused. So is a group that is Local here already.
   */
  async stumble(taken: string): Promise<void> {
    const [known] = this.#app.directory.people
    const send = (method: string, path: string, body: unknown) =>
      this.connection.send({
        method,
        url: this.connection.baseUrl + path,
        headers: {
          authorization: `Bearer ${this.connection.token}`,
          'content-type': 'application/scim+json',
          'user-agent': 'OneLogin',
        },
        body: JSON.stringify(body),
      })
    const group = this.#app.directory.groups[0]
    await send('PATCH', `/Groups/${group?.scimId}`, {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [
        {
          op: 'add',
          path: 'members',
          value: [
            { value: known?.scimId },
            { value: '7c3f0a52-0001-7000-8000-000000000001' },
            { value: '7c3f0a52-0001-7000-8000-000000000002' },
            { value: '7c3f0a52-0001-7000-8000-000000000003' },
          ],
        },
      ],
    })
    await send('POST', '/Users', {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      userName: taken,
      name: { givenName: 'Contract', familyName: 'Worker' },
    })
    await send('POST', '/Groups', {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
      displayName: 'Advisory board',
    })
  }

  /** Somebody makes a new token and revokes the old one before OneLogin has the new one. */
  async changeToken(ctx: Ctx): Promise<void> {
    const [old] = await listTokens(ctx, this.integrationId)
    await createToken(ctx, this.integrationId, {
      name: 'OneLogin – renewed',
      expiry: '1-year',
      access: 'read-write',
    })
    if (old) await revokeToken(ctx, this.integrationId, old.id)
  }

  /** What it sends then is refused. */
  async callInVain(): Promise<void> {
    const person = pick(this.#app.directory.people, this.connection.random)
    await this.#app.update(person, { title: 'Fitter' }).catch(() => {})
  }
}

function profileOf({ login, givenName, familyName, title, department, phone }: InventedPerson) {
  return {
    login,
    email: login,
    firstName: givenName,
    lastName: familyName,
    displayName: `${givenName} ${familyName}`,
    title,
    department,
    primaryPhone: phone,
  }
}
