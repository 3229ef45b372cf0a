import type { APIRequestContext } from '@playwright/test'

type Row = { id: string; name: string; origin: 'idp' | 'local'; active: boolean; members?: number }

/** What the filled company holds, by what it is like. */
export type Ids = Readonly<
  Record<
    'person' | 'inactive' | 'guest' | 'group' | 'localGroup' | 'okta' | 'entra' | 'oneLogin' | 'failed',
    string
  >
>

/** Looks up, through the console’s own doors, which rows there are to look at. */
export async function findIds(client: APIRequestContext, origin: string, tenant: string): Promise<Ids> {
  const read = async (path: string) => (await client.get(`${origin}/api/console/${tenant}/${path}`)).json()
  const first = async (path: string) => ((await read(path)) as { rows: Row[] }).rows[0]?.id ?? ''
  const { integrations } = (await read('find?q=')) as { integrations: { id: string; name: string }[] }
  const called = (part: string) => integrations.find(({ name }) => name.includes(part))?.id ?? ''
  const groups = ((await read('groups?origin=idp&size=100')) as { rows: Row[] }).rows
  const oneLogin = called('OneLogin')
  return {
    person: await first('users?origin=idp&status=active&sort=-groups'),
    inactive: await first('users?origin=idp&status=inactive'),
    guest: await first('users?origin=local&status=active'),
    group: [...groups].sort((a, b) => (b.members ?? 0) - (a.members ?? 0))[0]?.id ?? '',
    localGroup: await first('groups?origin=local'),
    okta: called('Okta'),
    entra: called('Entra'),
    oneLogin,
    failed: await first(`requests/${oneLogin}?result=failed`),
  }
}
