import { inTenant, type Tx } from '@/db/client'
import { selectDeactivation } from '@/db/queries/directory-facts'
import { selectIntegrations } from '@/db/queries/integrations'
import { selectSuspension } from '@/db/queries/suspensions'
import {
  type Mention,
  type NamedPerson,
  selectDeletionOf,
  selectLastMention,
  selectPeopleCalled,
} from '@/db/queries/whereabouts'
import { type Failure, failuresOf } from '@/lib/activity/failures'
import type { Provider } from '@/lib/integrations/choices'
import { readRules } from '@/lib/integrations/rules'
import { fold } from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'
import { requirePermission } from '@/lib/tenancy/permissions'

/** Why somebody is not where they are looked for; the first of these that is true. */
export type Answer =
  | 'elsewhere'
  | 'suspended'
  | 'kept'
  | 'deactivated'
  | 'here'
  | 'rejected'
  | 'deleted'
  | 'domain-blocked'
  | 'looked-for'
  | 'never-sent'

export type Whereabouts = {
  answer: Answer
  /** Who is called so, here; the first is whom the answer is about. */
  people: { id: string; name: string; userName: string; active: boolean; manager: string | null }[]
  /** When and by whom they were deactivated, deleted or suspended. */
  since: { at: string; by: string } | null
  /** What their identity providers were told, where something failed and still does. */
  failures: Failure[]
  /** The last call in the log that names them. */
  mention: (Omit<Mention, 'at'> & { at: string }) | null
  /** Integrations whose rules keep the e-mail domain out. */
  blockedBy: { id: string; name: string }[]
  /** Everything that could have sent them. */
  integrations: { id: string; name: string; provider: Provider }[]
}

/**
 * Answers “Why isn’t this person here?” for a userName, an e-mail address or an externalId, from what is here, from
 * history, from what is open, and from the latest calls.
 */
export function findWhereabouts(ctx: Ctx, typed: string): Promise<Whereabouts> {
  requirePermission(ctx, 'directory.read')
  const key = fold(typed)
  return inTenant(ctx.db, ctx.tenantId, async (tx) => {
    const [people, failures, deletion, mention, integrations] = await Promise.all([
      selectPeopleCalled(tx, ctx.tenantId, { key, text: typed }),
      failuresOf(tx, ctx.tenantId, { name: key }),
      selectDeletionOf(tx, ctx.tenantId, key),
      selectLastMention(tx, ctx.tenantId, key),
      selectIntegrations(tx, ctx.tenantId),
    ])
    const blockedBy = integrations.filter(({ rules }) => isBlocked(readRules(rules).allowedDomains, key))
    const common = {
      people: people.map(({ id, label, userName, active, managerName }) => ({
        id,
        name: label,
        userName,
        active,
        manager: managerName,
      })),
      failures,
      mention: mention ? { ...mention, at: mention.at.toISOString() } : null,
      blockedBy: blockedBy.map(({ id, name }) => ({ id, name })),
      integrations: integrations.map(({ id, name, provider }) => ({ id, name, provider })),
    }
    const [person] = people
    if (person) return { ...common, ...(await aboutPresent(tx, ctx.tenantId, person, failures)) }
    const [failure] = failures
    // Instants have milliseconds, and a refusal may follow a deletion within one.
    const deletedAfter = deletion && !(failure && failure.at >= deletion.at.toISOString())
    if (deletedAfter) {
      return { ...common, answer: 'deleted', since: { at: deletion.at.toISOString(), by: deletion.by } }
    }
    return { ...common, answer: aboutAbsent(common), since: null }
  })
}

async function aboutPresent(
  tx: Tx,
  tenantId: string,
  person: NamedPerson,
  failures: readonly Failure[],
): Promise<Pick<Whereabouts, 'answer' | 'since'>> {
  const [suspension, deactivation] = await Promise.all([
    selectSuspension(tx, tenantId, person.id),
    person.active ? undefined : selectDeactivation(tx, tenantId, person.id),
  ])
  const since = suspension ?? deactivation
  return {
    answer: answerAbout(person, suspension !== undefined, failures),
    since: since ? { at: since.at.toISOString(), by: since.by } : null,
  }
}

function answerAbout(person: NamedPerson, isSuspended: boolean, failures: readonly Failure[]): Answer {
  if (failures.some(({ cause }) => cause === 'user-managed-elsewhere')) return 'elsewhere'
  if (isSuspended) return 'suspended'
  if (person.deletedAt) return 'kept'
  return person.active ? 'here' : 'deactivated'
}

function aboutAbsent({
  failures,
  blockedBy,
  integrations,
  mention,
}: Pick<Whereabouts, 'failures' | 'blockedBy' | 'integrations' | 'mention'>): Answer {
  if (failures[0]) return failures[0].cause === 'domain-not-allowed' ? 'domain-blocked' : 'rejected'
  if (integrations.length > 0 && blockedBy.length === integrations.length) return 'domain-blocked'
  return mention ? 'looked-for' : 'never-sent'
}

/** True when a rule admits certain domains and this address has another one. */
function isBlocked(allowedDomains: readonly string[], address: string): boolean {
  if (allowedDomains.length === 0 || !address.includes('@')) return false
  return !allowedDomains.includes(address.slice(address.lastIndexOf('@') + 1))
}
