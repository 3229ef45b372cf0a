import type { Field } from '@/lib/mapping/choices'
import { type Mapping, readMapping, valueFrom } from '@/lib/mapping/mapping'
import { invalidValue, type JsonObject } from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'

/** From where whoever writes takes the fields of people; nobody but an integration takes them from elsewhere. */
export function mappingOf({ actor }: Ctx): Mapping | undefined {
  return actor.kind === 'integration' ? actor.rules.mapping : undefined
}

/** What a required field is called in the answers of the endpoint. */
const NAMES: Readonly<Record<Field, string>> = {
  displayName: 'display name',
  givenName: 'first name',
  familyName: 'last name',
  email: 'email',
  phone: 'phone',
  title: 'title',
  userType: 'user type',
  department: 'department',
  division: 'division',
  organization: 'organization',
  costCenter: 'cost center',
  employeeNumber: 'employee number',
  manager: 'manager',
  location: 'location',
}

/**
 * Refuses somebody without a value for a field that the mapping of the integration requires. Who is inactive after the
 * write may lack it: a rule about who may come must not hold back who has to go.
 *
 * @throws ScimError 400 invalidValue
 */
export function requireFields(ctx: Ctx, resource: JsonObject): void {
  const mapping = mappingOf(ctx)
  if (!mapping || resource.active === false) return
  for (const { field, source } of readMapping(mapping).required) {
    if (valueFrom(source, resource) !== null) continue
    const [name, path] = [
      NAMES[field],
      source.path.length > 120 ? `${source.path.slice(0, 120)}…` : source.path,
    ]
    const what =
      path === 'emails.value' ? 'emails: at least one e-mail is required' : `${path}: a value is required`
    throw invalidValue(`${what}. Check the attribute mapping for ${name} in your identity provider.`)
  }
}
