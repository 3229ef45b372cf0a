import type { MassChangeFacts } from '@/db/schema/problems'
import type { Text } from '@/lib/messages/text'

/** What an alarm says: “480 of 1,200 active people were deactivated or deleted at once”. */
export function tellMassChange({ group, lost, before }: MassChangeFacts): Text {
  return group
    ? { key: 'guard.membersLost', values: { group: group.name, lost, before } }
    : { key: 'guard.peopleLost', values: { lost, before } }
}
