import { countLostMembers, keepLostMembers, selectGroupsOfLosses } from '@/db/queries/losses'
import { type AlarmRow, countIntoAlarm, insertAlarm, selectAlarms } from '@/db/queries/mass-changes'
import { newId } from '@/lib/base/id'
import type { Change } from '@/lib/tenancy/mutate'
import { FEWEST_MEMBERS_LOST, later, RECENT_MILLISECONDS, SMALLEST_GROUP, windowBefore } from './limits'
import { raisedAlarm } from './told'
import { growWith, type Look } from './wave'

/** Whether groups lost more than half of their members at once; `last` is the time of the last loss. */
export async function watchGroups(look: Look, last: Date): Promise<{ raised: Change[]; grown: boolean }> {
  const { tx, tenantId, integration, now } = look
  // Read anew: an alarm about people may just have been raised, or have taken the place of one about a group.
  const since = new Date(now.getTime() - RECENT_MILLISECONDS)
  const alarms = await selectAlarms(tx, tenantId, integration.id, since)
  const people = alarms.find(({ facts, closedAt }) => facts.group === null && closedAt === null)
  const except = people?.id ?? null
  let grown = false
  for (const alarm of alarms) {
    const { group } = alarm.facts
    if (!group || alarm.closedAt !== null) continue
    const keep = (span: { after: Date; until: Date }) =>
      keepLostMembers(tx, tenantId, alarm.id, {
        integrationId: integration.id,
        groupId: group.id,
        except,
        ...span,
      })
    const wave = await growWith(look, alarm, keep)
    if (wave.grown) grown = true
    alarm.lastAt = wave.lastAt
  }
  return { raised: await raiseAll(look, { last, alarms, except }), grown }
}

async function raiseAll(
  { tx, tenantId, integration, percent }: Look,
  { last, alarms, except }: { last: Date; alarms: readonly AlarmRow[]; except: string | null },
): Promise<Change[]> {
  if (percent === null) return []
  const raised: Change[] = []
  const window = { integrationId: integration.id, after: windowBefore(last) }
  const candidates = await selectGroupsOfLosses(tx, tenantId, window, FEWEST_MEMBERS_LOST - 1)
  for (const { groupId } of candidates) {
    const known = alarms.find(({ facts }) => facts.group?.id === groupId)
    const span = { ...window, after: later(window.after, known?.lastAt), groupId, except }
    const { lost, stayed, first, last: latest, name } = await countLostMembers(tx, tenantId, span)
    const before = lost + stayed
    if (before < SMALLEST_GROUP || lost * 2 <= before || !first || !latest) continue
    const facts = { group: { id: groupId, name: name ?? '' }, before, lost }
    const id = newId()
    await insertAlarm(tx, tenantId, {
      id,
      integrationId: integration.id,
      facts,
      firstAt: first,
      lastAt: latest,
    })
    await keepLostMembers(tx, tenantId, id, span)
    await countIntoAlarm(tx, tenantId, id, latest)
    raised.push(raisedAlarm(integration, facts))
  }
  return raised
}
