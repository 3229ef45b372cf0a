import type { MassChangeFacts } from '@/db/schema/problems'
import type { Text } from '@/lib/messages/text'

/** What an alarm says: “480 of 1,200 active people were deactivated or deleted at once”. */
export function tellMassChange({ group, lost, before }: MassChangeFacts): Text {
  return group
    ? { key: 'guard.membersLost', values: { group: group.name, lost, before } }
    : { key: 'guard.peopleLost', values: { lost, before } }
}

/** How an alarm was closed, once it is. */
export function tellEnding({ ended }: MassChangeFacts): Text | undefined {
  if (!ended) return undefined
  const { as, by, reason } = ended
  if (as === 'dismissed' && reason) return { key: 'guard.ended.dismissedWhy', values: { by, reason } }
  return { key: `guard.ended.${as}`, values: { by } }
}
