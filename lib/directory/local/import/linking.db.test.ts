import { afterAll, beforeAll, expect, test } from 'vitest'
import { OktaApp } from '@/lib/idp/okta/app'
import { importFault } from '@/lib/idp/okta/imports'
import { seededRandom } from '@/lib/idp/random'
import {
  sendToEndpoint,
  type TestEndpoint,
  type TestIntegration,
  testEndpoint,
  testIntegration,
} from '@/lib/provisioning/testing'
import { getTargetGroup, getTargetUser } from '../../target'
import { PERSON_FIELD_NAMES, type PersonField } from '../choices'
import { changeLocalMembers, createLocalGroup, renameLocalGroup } from '../groups'
import { createLocalPerson, setLocalPersonActive } from '../people'
import { beginImport, finishImport, importPart } from './imports'

let endpoint: TestEndpoint
let made: TestIntegration

beforeAll(async () => {
  endpoint = await testEndpoint()
  made = await testIntegration(endpoint.db)
})
afterAll(() => endpoint.close())

async function byHand(userName: string): Promise<string> {
  const fields = Object.fromEntries(
    PERSON_FIELD_NAMES.map((name) => [name, name === 'userName' ? userName : '']),
  )
  const draft = { fields: fields as Record<PersonField, string>, emails: [], phones: [] }
  return (await createLocalPerson(made.ctx, draft)).id
}

test.each(['catalogue', 'wizard'] as const)(
  'who was added by hand and by a file is imported page by page, and linked by the %s app of Okta',
  async (flavour) => {
    const { ctx, baseUrl, token } = made
    const app = new OktaApp({ baseUrl, token, flavour, random: seededRandom(4), send: sendToEndpoint })
    const ann = await byHand(`ann.${flavour}@acme.example`)
    const group = (await createLocalGroup(ctx, `Board ${flavour}`)).id
    await changeLocalMembers(ctx, group, { add: [ann] })
    const rows = Array.from({ length: 230 }, (_, index) => ({
      line: index + 2,
      values: { userName: `p${index}.${flavour}@acme.example`, displayName: `P ${index}` },
    }))
    const { id } = await beginImport(ctx, { fileName: 'people.csv', rows: rows.length })
    await importPart(ctx, id, rows)
    await finishImport(ctx, id)

    const people = await app.importUsers()
    const groups = await app.importGroups()
    expect([importFault(people), importFault(groups)]).toEqual([undefined, undefined])
    expect(people.pages).toBeGreaterThan(2)
    const names = new Set(people.resources.map(({ userName }) => userName))
    expect(names).toContain(`ann.${flavour}@acme.example`)
    for (const { values } of rows) expect(names).toContain(values.userName)
    expect(groups.resources.map(({ displayName }) => displayName)).toContain(`Board ${flavour}`)

    const person = app.addPerson({
      login: `ann.${flavour}@acme.example`,
      email: `ann.${flavour}@acme.example`,
      firstName: 'Ann',
      lastName: 'Lee',
    })
    await app.assign(person)
    expect(person.scimId).toBe(ann)
    const pushed = app.addGroup(`Board ${flavour}`, [person])
    await app.linkGroup(pushed)
    await app.pushNow(pushed)
    expect(pushed.scimId).toBe(group)
    expect(app.failures).toEqual([])

    const managed = { origin: 'idp', integration: { name: 'Corporate Okta' } }
    expect(await getTargetUser(ctx, ann, baseUrl)).toMatchObject(managed)
    expect(await getTargetGroup(ctx, group)).toMatchObject({ ...managed, members: 1 })
    const refused = { text: { key: 'local.errors.managed', values: { integration: 'Corporate Okta' } } }
    await expect(setLocalPersonActive(ctx, ann, false)).rejects.toMatchObject(refused)
    await expect(renameLocalGroup(ctx, group, `Board ${flavour}`, 'Mine')).rejects.toMatchObject(refused)
  },
)
