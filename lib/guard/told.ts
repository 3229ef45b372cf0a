import type { MassChangeFacts } from '@/db/schema/problems'
import type { Change } from '@/lib/tenancy/mutate'

/** What history and the audit log say of an alarm that was raised. */
export function raisedAlarm(
  integration: { id: string; name: string },
  { group, before, lost }: MassChangeFacts,
): Change {
  return aboutAlarm(integration, 'alarm.raised', { lost, before, ...(group && { group: group.name }) })
}

/** A change that is about an alarm of an integration. */
export function aboutAlarm(
  integration: { id: string; name: string },
  action: `alarm.${string}`,
  after: NonNullable<Change['after']>,
): Change {
  return { action, label: integration.name, integrationId: integration.id, after }
}
