import type { Tx } from '@/db/client'
import type { GroupRow } from '@/db/queries/groups'
import { lockLocalGroupNamed } from '@/db/queries/local-groups'
import { fold, type JsonObject, uniqueness } from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'

/**
 * Where the rule is to report a conflict, the Local group whose name a new group brings, if somebody has decided that
 * the integration shall have it: then it is taken over instead of a second one being made. Until somebody has decided,
 * the integration does not see the Local group, so that it asks for nothing under an id that may turn out not to be its
 * own: its next try is then right whatever was decided.
 *
 * @throws ScimError 409 uniqueness that says where it is decided
 */
export async function localGroupToTake(
  tx: Tx,
  { actor, tenantId }: Ctx,
  { displayName }: JsonObject,
): Promise<GroupRow | undefined> {
  if (actor.kind !== 'integration' || actor.rules.whenLocalGroup !== 'conflict') return undefined
  const name = String(displayName)
  const found = await lockLocalGroupNamed(tx, tenantId, actor.integrationId, fold(name))
  if (!found || found.choice === 'separate') return undefined
  const { choice, ...row } = found
  if (choice === 'link') return row
  throw uniqueness(
    `A group named “${name.slice(0, 80)}” already exists (origin: Local), and nobody has decided yet what becomes of it. Decide under SCIM Settings › Activity › Problems: link it, keep both apart, or rename the Local group. Then push the group again.`,
  )
}
