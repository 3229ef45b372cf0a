import type { ListedFields } from '@/db/queries/listed-fields'
import { LISTED_FIELDS, type ListedField } from './choices'
import { fieldOf } from './mapping'

export function listedValue({ resource, mapped }: ListedFields, field: ListedField): string | null {
  return fieldOf(resource, mapped, field)
}

export function listedValues(row: ListedFields): Record<ListedField, string | null> {
  return Object.fromEntries(LISTED_FIELDS.map((field) => [field, listedValue(row, field)])) as Record<
    ListedField,
    string | null
  >
}
