import { inTenant, type Tx } from '@/db/client'
import type { IntegrationRow } from '@/db/queries/integrations'
import {
  countMembers,
  type ProvingChange,
  selectFirstRead,
  selectProvingChanges,
} from '@/db/queries/setup-proof'
import { pairsOf } from '@/lib/history/pairs'
import type { Text } from '@/lib/messages/text'
import type { Ctx } from '@/lib/tenancy/context'
import { requirePermission } from '@/lib/tenancy/permissions'
import { TESTS_BY_WRITING } from './choices'

/** What a guide waits to see, in the order in which it usually comes. */
export const PROOFS = ['test', 'person', 'update', 'group', 'deactivate'] as const
export type ProofKey = (typeof PROOFS)[number]

/** What was seen, with the name of whom it happened to; `plain` says the same without any name. */
export type Proof = {
  at: Date
  text: Text
  plain: Text
  userId?: string | undefined
  groupId?: string | undefined
}

/** What has been seen of an integration so far. */
export type Proofs = Partial<Record<ProofKey, Proof>>

/** What the traffic of an integration has proven, with its provider called `name`. */
export async function proofsOf(
  ctx: Ctx,
  { id, provider }: Pick<IntegrationRow, 'id' | 'provider'>,
  name: string,
): Promise<Proofs> {
  requirePermission(ctx, 'integrations.read')
  return inTenant(ctx.db, ctx.tenantId, async (tx) => {
    const [firstRead, changes] = await Promise.all([
      selectFirstRead(tx, ctx.tenantId, id),
      selectProvingChanges(tx, ctx.tenantId, id, provider === TESTS_BY_WRITING),
    ])
    const of = (...actions: string[]) => changes.find(({ action }) => actions.includes(action))
    const proofs: Proofs = {}
    const verified = firstRead ?? changes.map(({ at }) => at).sort((a, b) => a.getTime() - b.getTime())[0]
    if (verified) proofs.test = tested(verified, name)
    const person = of('user.created') ?? of('user.claimed')
    if (person) proofs.person = named(person, 'connect.proof.person', 'connect.proof.somePerson')
    const update = of('user.updated')
    if (update) proofs.update = updated(update)
    const group = of('group.created') ?? of('group.claimed')
    if (group) proofs.group = await arrived(tx, ctx, group)
    const gone = of('user.deactivated')
    if (gone) proofs.deactivate = named(gone, 'connect.proof.deactivate', 'connect.proof.someDeactivated')
    return proofs
  })
}

/** As long after it the time of day alone says when something was. */
const TIME_SAYS_ENOUGH_MILLISECONDS = 12 * 60 * 60_000

function tested(at: Date, provider: string): Proof {
  const isRecent = Date.now() - at.getTime() < TIME_SAYS_ENOUGH_MILLISECONDS
  const text: Text = {
    key: isRecent ? 'connect.proof.test' : 'connect.proof.testEarlier',
    values: { provider, at },
  }
  return { at, text, plain: text }
}

type NamedKey = 'connect.proof.person' | 'connect.proof.deactivate'
type PlainKey = 'connect.proof.somePerson' | 'connect.proof.someDeactivated'

function named({ at, label, userId }: ProvingChange, key: NamedKey, plain: PlainKey): Proof {
  return {
    at,
    text: { key, values: { name: label } },
    plain: { key: plain },
    userId: userId ?? undefined,
  }
}

/** “Grace Hopper’s title changed: Analyst → Lead.” */
function updated({ at, label, userId, before, after }: ProvingChange): Proof {
  const [pair] = pairsOf(before, after)
  const shown = (value: Text | string | null) => value || '–'
  const text: Text = pair
    ? {
        key: 'connect.proof.update',
        values: {
          name: label,
          attribute: pair.label,
          before: shown(pair.before),
          after: shown(pair.after),
        },
      }
    : { key: 'connect.proof.updateOnly', values: { name: label } }
  return { at, text, plain: { key: 'connect.proof.someUpdate' }, userId: userId ?? undefined }
}

async function arrived(tx: Tx, ctx: Ctx, { at, label, groupId }: ProvingChange): Promise<Proof> {
  const members = groupId ? await countMembers(tx, ctx.tenantId, groupId) : 0
  return {
    at,
    text: { key: 'connect.proof.group', values: { name: label, members } },
    plain: { key: 'connect.proof.someGroup' },
    groupId: groupId ?? undefined,
  }
}
