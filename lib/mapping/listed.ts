import type { ListedFields } from '@/db/queries/listed-fields'
import type { Field } from './choices'
import { fieldOf } from './mapping'

/** The fields that a list of people has columns for, beside name and address. */
export const LISTED_FIELDS = [
  'department',
  'title',
  'phone',
  'manager',
  'organization',
  'costCenter',
  'employeeNumber',
  'location',
] as const satisfies readonly Field[]
export type ListedField = (typeof LISTED_FIELDS)[number]

export function listedValue({ resource, mapped }: ListedFields, field: ListedField): string | null {
  return fieldOf(resource, mapped, field)
}

export function listedValues(row: ListedFields): Record<ListedField, string | null> {
  return Object.fromEntries(LISTED_FIELDS.map((field) => [field, listedValue(row, field)])) as Record<
    ListedField,
    string | null
  >
}
