import { countLostPeople, keepLostPeople } from '@/db/queries/losses'
import { countIntoAlarm, insertAlarm, selectAbsorbed, updateAlarm } from '@/db/queries/mass-changes'
import { newId } from '@/lib/base/id'
import type { Change } from '@/lib/tenancy/mutate'
import { FEWEST_PEOPLE, later, windowBefore } from './limits'
import { raisedAlarm } from './told'
import { growWith, type Look } from './wave'

export type Seen = { raised: Change | undefined; grown: boolean }

/** Whether an integration deactivated or deleted too many of its people at once; `last` is the time of the last. */
export async function watchPeople(look: Look, last: Date): Promise<Seen> {
  const { tx, tenantId, integration } = look
  const latest = look.alarms.find(({ facts }) => facts.group === null)
  if (latest && latest.closedAt === null) {
    const keep = (span: { after: Date; until: Date }) =>
      keepLostPeople(tx, tenantId, latest.id, { integrationId: integration.id, ...span })
    const { grown, lastAt } = await growWith(look, latest, keep)
    if (grown) await absorbGroups(look, latest.id)
    return { raised: await raise(look, later(windowBefore(last), lastAt)), grown }
  }
  return { raised: await raise(look, later(windowBefore(last), latest?.lastAt)), grown: false }
}

/** Raises an alarm when those lost since are more than the rule lets pass, of all who were active until then. */
async function raise(look: Look, after: Date): Promise<Change | undefined> {
  const { tx, tenantId, integration, percent } = look
  if (percent === null) return undefined
  const span = { integrationId: integration.id, after }
  const { lost, stayed, first, last } = await countLostPeople(tx, tenantId, span)
  if (lost < FEWEST_PEOPLE || !first || !last) return undefined
  const before = lost + stayed
  if (lost * 100 <= before * percent) return undefined
  const facts = { group: null, before, lost }
  const id = newId()
  await insertAlarm(tx, tenantId, {
    id,
    integrationId: integration.id,
    facts,
    firstAt: first,
    lastAt: last,
  })
  await keepLostPeople(tx, tenantId, id, span)
  await countIntoAlarm(tx, tenantId, id, last)
  await absorbGroups(look, id)
  return raisedAlarm(integration, facts)
}

/** A group whose members are gone themselves needs no alarm beside theirs. */
async function absorbGroups({ tx, tenantId, integration, now }: Look, alarm: string): Promise<void> {
  for (const id of await selectAbsorbed(tx, tenantId, integration.id, alarm)) {
    const ended = { as: 'absorbed', by: integration.name, reason: '' } as const
    await updateAlarm(tx, tenantId, id, { facts: { ended }, closedAt: now })
  }
}
