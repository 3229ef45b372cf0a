import { isDeepStrictEqual } from 'node:util'
import { historySearch } from '@/lib/directory/input'
import { getTargetGroup, getTargetUser } from '@/lib/directory/target'
import { listHistory } from '@/lib/history/changes'
import { send, type Tenant } from './tenants'

const PAGE = 500
/** How many of each type are looked at one by one. */
const LOOKED_AT = 150

/**
 * Whether a directory that anything was written to is whole: lists are as long as they say, every answer can be put
 * back and changes nothing, and the console can show everybody.
 */
export async function faultsOfDirectory(
  tenant: Tenant,
): Promise<{ faults: string[]; people: number; groups: number }> {
  const people = await listAll(tenant, 'Users')
  const groups = await listAll(tenant, 'Groups')
  const faults = [...people.faults, ...groups.faults]
  for (const id of some(people.ids)) {
    faults.push(...(await faultsOfEcho(tenant, `/Users/${id}`)))
    faults.push(...(await faultsOfConsole(`/Users/${id}`, () => showUser(tenant, id))))
  }
  for (const id of some(groups.ids)) {
    faults.push(...(await faultsOfEcho(tenant, `/Groups/${id}`)))
    faults.push(...(await faultsOfConsole(`/Groups/${id}`, () => showGroup(tenant, id))))
  }
  return { faults, people: people.ids.length, groups: groups.ids.length }
}

async function listAll(tenant: Tenant, type: string): Promise<{ ids: string[]; faults: string[] }> {
  const ids: string[] = []
  for (let startIndex = 1; ; startIndex += PAGE) {
    const { status, body } = await send(
      tenant,
      'GET',
      `/${type}?startIndex=${startIndex}&count=${PAGE}&attributes=id`,
    )
    if (status !== 200) return { ids, faults: [`the list of ${type} is answered ${status}`] }
    const { totalResults, Resources } = JSON.parse(body) as {
      totalResults: number
      Resources: { id: string }[]
    }
    ids.push(...Resources.map(({ id }) => id))
    if (Resources.length === PAGE) continue
    const isWhole = ids.length === totalResults && new Set(ids).size === totalResults
    return { ids, faults: isWhole ? [] : [`${totalResults} ${type} are told and ${ids.length} listed`] }
  }
}

/** The first and the last: the last have had the least done to them. */
function some(ids: readonly string[]): string[] {
  return [...new Set([...ids.slice(0, LOOKED_AT / 2), ...ids.slice(-LOOKED_AT / 2)])]
}

/** Okta and others put back what they have read: that must be taken, and change nothing. */
async function faultsOfEcho(tenant: Tenant, path: string): Promise<string[]> {
  const read = await send(tenant, 'GET', path)
  if (read.status !== 200) return [`GET ${path} is answered ${read.status}: ${read.body}`]
  const put = await send(tenant, 'PUT', path, JSON.parse(read.body))
  if (put.status !== 200) return [`what GET ${path} shows cannot be put back: ${put.body} of ${read.body}`]
  return isDeepStrictEqual(JSON.parse(put.body), JSON.parse(read.body))
    ? []
    : [`what GET ${path} shows, put back, is changed: ${read.body} → ${put.body}`]
}

async function faultsOfConsole(path: string, show: () => Promise<unknown>): Promise<string[]> {
  try {
    await show()
    return []
  } catch (error) {
    return [`the console cannot show ${path}: ${String(error)}`]
  }
}

async function showUser({ ctx }: Tenant, id: string): Promise<void> {
  await getTargetUser(ctx, id, 'http://localhost')
  await listHistory(ctx, { userId: id }, historySearch.parse({}))
}

async function showGroup({ ctx }: Tenant, id: string): Promise<void> {
  await getTargetGroup(ctx, id)
  await listHistory(ctx, { groupId: id }, historySearch.parse({}))
}
