import { grantRole } from '../../database'
import { signIn } from '../../session'
import { expect, makeTenant, test } from '../watched'
import { type Action, actionsOf, call, type Role } from './actions'

const REFUSED = /"errors":\{"":"(Only Owners|Your role in this company doesn’t allow that)/

const nameOf = ({ file, name }: Action) => `${file} ${name}`

test('7 · every action answers each role as the matrix says; it is not there for another company’s owner, nor for nobody', async ({
  playwright,
  tenant,
}) => {
  test.setTimeout(120_000)
  const actions = actionsOf()
  const [nobody, stranger, member] = await Promise.all([
    playwright.request.newContext(),
    playwright.request.newContext(),
    playwright.request.newContext(),
  ])
  await signIn(stranger, await makeTenant())
  await signIn(member, tenant)
  for (const action of actions) {
    const of = nameOf(action)
    const signedOut = await call(nobody, tenant.tenant, action)
    expect
      .soft({ of, text: signedOut.text })
      .toEqual({ of, text: expect.stringMatching(/You’re signed out|"unauthenticated"/) })
    expect.soft(signedOut.text).not.toContain(tenant.name)
    const { status, text } = await call(stranger, tenant.tenant, action)
    const isNamed = text.includes(tenant.name)
    expect.soft({ of, status, isNamed }).toEqual({ of, status: 404, isNamed: false })
  }
  for (const role of ['auditor', 'operator', 'admin', 'owner'] satisfies Role[]) {
    await grantRole(tenant.tenant, tenant.ownerEmail, role)
    for (const action of actions) {
      const { status, text } = await call(member, tenant.tenant, action)
      const isRefused = REFUSED.test(text)
      const said = isRefused || action.roles.includes(role) ? '' : text.slice(0, 400)
      expect
        .soft({ of: nameOf(action), role, status, isRefused, said })
        .toEqual({ of: nameOf(action), role, status: 200, isRefused: !action.roles.includes(role), said: '' })
    }
  }
  await Promise.all([nobody, stranger, member].map((client) => client.dispose()))
})
