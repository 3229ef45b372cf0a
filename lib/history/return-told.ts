import type { TextValue } from '@/lib/messages/text'
import type { JsonObject } from '@/lib/scim'

/** How many are back with an integration, and how many are not. */
export function returnOf(after: JsonObject | null): Record<string, TextValue> {
  const count = (name: string) => Number(after?.[name] ?? 0)
  return { restored: count('restored'), missing: count('refused') + count('lost') }
}
