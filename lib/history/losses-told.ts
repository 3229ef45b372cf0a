import type { TextValue } from '@/lib/messages/text'
import type { JsonObject } from '@/lib/scim'

/** What an alarm counts, and the group that it is about, if it is about one. */
export function alarmOf(after: JsonObject | null): Record<string, TextValue> {
  const group = typeof after?.group === 'string' ? after.group : ''
  return { lost: Number(after?.lost ?? 0), of: group ? 'group' : 'people', group }
}

/** How many are back with an integration, and how many are not. */
export function returnOf(after: JsonObject | null): Record<string, TextValue> {
  const count = (name: string) => Number(after?.[name] ?? 0)
  return { restored: count('restored'), missing: count('refused') + count('lost') }
}
