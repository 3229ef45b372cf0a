import { announce } from '@/db/announcements'
import { type Database, inTenant } from '@/db/client'
import { selectIntegration } from '@/db/queries/integrations'
import { countLosses, noteReturned, selectLastLosses } from '@/db/queries/losses'
import { countSet, lockGuard, selectAlarms, updateAlarm } from '@/db/queries/mass-changes'
import { readRules } from '@/lib/integrations/rules'
import { type Change, mutate } from '@/lib/tenancy/mutate'
import { systemOf } from '@/lib/tenancy/system'
import { watchGroups } from './groups'
import { FEWEST_MEMBERS_LOST, FEWEST_PEOPLE, MOST_COUNTED, RECENT_MILLISECONDS, windowBefore } from './limits'
import { watchPeople } from './people'
import type { Look } from './wave'

/**
 * Looks whether an integration has taken more at once than its rule lets pass: raises an alarm, has an open one grow
 * with its wave, and notes who has come back. It runs behind the answers and reads history alone; of several
 * processes that look at the same time, one does it after the other. Answers whether anything became different, and
 * how many losses there were in the window, counted no further than tells how dear the look was.
 */
export async function checkIntegration(
  db: Database,
  tenantId: string,
  integrationId: string,
  now = new Date(),
): Promise<{ moved: boolean; losses: number }> {
  const { losses, isWorthALook } = await probe(db, tenantId, integrationId, now)
  if (!isWorthALook) return { moved: false, losses }
  const moved = await mutate(systemOf(db, tenantId, 'problems.write'), 'problems.write', async (tx) => {
    await lockGuard(tx, integrationId)
    const integration = await selectIntegration(tx, tenantId, integrationId)
    if (!integration) return { result: false, changes: [] }
    const since = new Date(now.getTime() - RECENT_MILLISECONDS)
    const [last, alarms] = await Promise.all([
      selectLastLosses(tx, tenantId, integrationId, since),
      selectAlarms(tx, tenantId, integrationId, since),
    ])
    const percent = readRules(integration.rules).massChangePercent
    const look: Look = { tx, now, tenantId, integration, percent, alarms }
    const people = last.people && (await watchPeople(look, last.people))
    const groups = last.members && (await watchGroups(look, last.members))
    const returned = await settleReturned(look)
    const changes: Change[] = [people?.raised, ...(groups?.raised ?? [])].flatMap((change) => change ?? [])
    const grown = Boolean(people?.grown || groups?.grown)
    return { result: changes.length > 0 || grown || returned, changes }
  })
  if (moved) await announce(db, tenantId, ['integrations', 'requests'])
  return { moved, losses }
}

/** Asks, without holding anything up, whether there are losses enough for an alarm, or one that is open. */
function probe(
  db: Database,
  tenantId: string,
  integrationId: string,
  now: Date,
): Promise<{ losses: number; isWorthALook: boolean }> {
  return inTenant(db, tenantId, async (tx) => {
    const since = new Date(now.getTime() - RECENT_MILLISECONDS)
    const [last, alarms] = await Promise.all([
      selectLastLosses(tx, tenantId, integrationId, since),
      selectAlarms(tx, tenantId, integrationId, since),
    ])
    const count = async (of: 'people' | 'members', at: Date | null) =>
      at ? countLosses(tx, tenantId, { integrationId, after: windowBefore(at) }, of, MOST_COUNTED) : 0
    const [people, members] = await Promise.all([
      count('people', last.people),
      count('members', last.members),
    ])
    const isOpen = alarms.some(({ closedAt }) => closedAt === null)
    return {
      losses: people + members,
      isWorthALook: isOpen || people >= FEWEST_PEOPLE || members >= FEWEST_MEMBERS_LOST,
    }
  })
}

/** Notes who of open alarms is here again; an alarm of which nobody is lost any more closes by itself. */
async function settleReturned({ tx, tenantId, integration, alarms, now }: Look): Promise<boolean> {
  let moved = false
  for (const { id, facts, closedAt } of alarms) {
    if (closedAt !== null) continue
    const back = await noteReturned(tx, tenantId, { problemId: id, groupId: facts.group?.id ?? null })
    if (back === 0) continue
    moved = true
    const set = await countSet(tx, tenantId, id)
    if (set.some(({ outcome }) => outcome === null || outcome === 'refused')) continue
    const ended = { as: 'back', by: integration.name, reason: '' } as const
    await updateAlarm(tx, tenantId, id, { facts: { ended }, closedAt: now })
  }
  return moved
}
