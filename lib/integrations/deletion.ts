import { announce } from '@/db/announcements'
import type { Tx } from '@/db/client'
import { hideIntegration } from '@/db/queries/deleted-integrations'
import {
  forgetReturned,
  keepGroups as keepGroupsLost,
  keepUsers as keepUsersLost,
  noteGivenName,
} from '@/db/queries/deletion-losses'
import { releaseSeenAttributes } from '@/db/queries/extensions'
import { touchGroups } from '@/db/queries/groups'
import { deleteIntegrationRow, type IntegrationRow, lockIntegration } from '@/db/queries/integrations'
import {
  deactivateUsers,
  type LetGo,
  lockManagedGroups,
  lockManagedUsers,
  releaseGroupAs,
  releaseGroups,
  releaseUsers,
  removeGroups,
  removeUsers,
  selectLocalGroupNames,
} from '@/db/queries/managed'
import { insertTask, type TaskKey } from '@/db/queries/tasks'
import { isId } from '@/lib/base/id'
import { differences } from '@/lib/history/diff'
import { fold } from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'
import { appendHistory, type Change, mutate } from '@/lib/tenancy/mutate'
import { unknownIntegration } from './announce'
import type { Fate } from './choices'

/** For so long an Owner may bring it back. */
const REGRET_MILLISECONDS = 7 * 86_400_000

/** Until when what was deleted, or brought back, at a moment is kept. */
export function regretUntil(at: Date): Date {
  return new Date(at.getTime() + REGRET_MILLISECONDS)
}

/**
 * Deletes an integration and decides over what it managed: `keep` makes people and groups Local, `deactivate` the
 * same with inactive people, `remove` removes both. From this moment on it is there for nobody and its tokens are
 * revoked for good; for a week Owners may bring it back, and what is needed for it is kept. Owners only.
 *
 * @throws AppError `not-found`, `forbidden`
 */
export async function deleteIntegration(ctx: Ctx, id: string, { people }: { people: Fate }): Promise<void> {
  await mutate(ctx, 'delete-integration', async (tx) => {
    const integration = isId(id) ? await lockIntegration(tx, ctx.tenantId, id) : undefined
    if (!integration) throw unknownIntegration()
    await forgetReturned(tx, ctx.tenantId, id)
    await keepGroupsLost(tx, ctx.tenantId, id, people)
    const groups = await letGoOfGroups({ tx, ctx, integration, at: new Date() }, people)
    await keepUsersLost(tx, ctx.tenantId, id, people)
    const users = await USERS[people]({ tx, ctx, integration, at: new Date() })
    await releaseSeenAttributes(tx, ctx.tenantId, id)
    // After all that history tells of it, so that what comes later is told from the deletion itself.
    const at = new Date()
    const deletion = { by: ctx.actor.name, people, users, groups, at: at.toISOString() }
    await hideIntegration(tx, ctx.tenantId, id, { at, deletion })
    await insertTask(tx, purgeTask(ctx, id), regretUntil(at))
    const { name, provider, groupSync } = integration
    return {
      result: undefined,
      changes: [
        {
          action: 'integration.deleted',
          label: name,
          integrationId: id,
          before: { name, provider, groupSync },
          after: { people, users, groups },
        },
      ],
    }
  })
  await announce(ctx.db, ctx.tenantId, ['integrations', 'users', 'groups', 'requests'])
}

/** Removes an integration that was made for a test, with all that it made. Nobody saw it, and nobody wants it back. */
export async function removeTestIntegration(ctx: Ctx, id: string): Promise<void> {
  await mutate(ctx, 'integrations.delete', async (tx) => {
    const integration = await lockIntegration(tx, ctx.tenantId, id)
    if (!integration) throw unknownIntegration()
    const step: Step = { tx, ctx, integration, at: new Date() }
    await dropGroups(step)
    await USERS.remove(step)
    await releaseSeenAttributes(tx, ctx.tenantId, id)
    await deleteIntegrationRow(tx, ctx.tenantId, id)
    return { result: undefined, changes: [] }
  })
}

/** What purges a deleted integration, or the report of one that was brought back. */
export function purgeTask({ tenantId }: Pick<Ctx, 'tenantId'>, id: string): TaskKey {
  return { tenantId, kind: 'purge-integration', subject: id }
}

export type Step = { tx: Tx; ctx: Ctx; integration: IntegrationRow; at: Date }

const USERS: Record<Fate, (step: Step) => Promise<number>> = {
  keep: (step) =>
    byPage(step, () => releaseUsers(step.tx, step.ctx.tenantId, step.integration.id), release('user')),

  deactivate: (step) =>
    byPage(
      step,
      () => deactivateUsers(step.tx, step.ctx.tenantId, step.integration.id, step.at),
      (person, integration) =>
        person.wasActive
          ? {
              action: 'user.deactivated',
              label: person.label,
              userId: person.id,
              before: { active: true, managedBy: integration.name },
              after: { active: false },
            }
          : release('user')(person, integration),
    ),

  remove: async (step) => {
    const { tx, ctx } = step
    return byPage(
      step,
      async () => {
        const people = await lockManagedUsers(tx, ctx.tenantId, step.integration.id)
        const left = await removeUsers(
          tx,
          ctx.tenantId,
          people.map(({ id }) => id),
        )
        await touchGroups(tx, ctx.tenantId, [...new Set(left.map(({ groupId }) => groupId))], step.at)
        const names = new Map(people.map(({ id, label }) => [id, label]))
        appendHistory(
          tx,
          ctx,
          left.map(({ userId, groupId, group }) => ({
            action: 'member.removed',
            label: names.get(userId) ?? '',
            userId,
            groupId,
            before: { group },
          })),
        )
        return people
      },
      (person) => ({
        action: 'user.deleted',
        label: person.label,
        userId: person.id,
        before: differences(person.resource, {}).before,
      }),
    )
  },
}

/** Removes every group that the integration manages, with its memberships; each leaves its history. Answers how many. */
export function dropGroups(step: Step): Promise<number> {
  return byPage(
    step,
    () => removeGroups(step.tx, step.ctx.tenantId, step.integration.id),
    ({ id, label }) => ({ action: 'group.deleted', label, groupId: id, before: { displayName: label } }),
  )
}

function letGoOfGroups(step: Step, fate: Fate): Promise<number> {
  return fate === 'remove' ? dropGroups(step) : keepGroups(step)
}

/** Makes the groups Local. One whose name a Local group has takes the integration's name in parentheses. */
async function keepGroups(step: Step): Promise<number> {
  const { tx, ctx, integration, at } = step
  const kept = await byPage(step, () => releaseGroups(tx, ctx.tenantId, integration.id), release('group'))
  const clashing = await lockManagedGroups(tx, ctx.tenantId, integration.id)
  for (const { id, label } of clashing) {
    const displayName = await freeName(step, label)
    const displayNameKey = fold(displayName)
    await releaseGroupAs(tx, ctx.tenantId, { id, displayName, displayNameKey, at })
    await noteGivenName(tx, ctx.tenantId, integration.id, { id, displayNameKey })
    appendHistory(tx, ctx, [
      {
        action: 'group.released',
        label: displayName,
        groupId: id,
        before: { displayName: label, managedBy: integration.name },
        after: { displayName },
      },
    ])
  }
  return kept + clashing.length
}

async function freeName({ tx, ctx, integration }: Step, label: string): Promise<string> {
  for (let number = 1; ; number += 20) {
    const names = Array.from({ length: 20 }, (_, index) => {
      const suffix = number + index === 1 ? '' : ` ${number + index}`
      return `${label} (${integration.name}${suffix})`
    })
    const taken = await selectLocalGroupNames(tx, ctx.tenantId, names.map(fold))
    const free = names.find((name) => !taken.has(fold(name)))
    if (free) return free
  }
}

/** Runs a step that lets go of one page of rows until nothing is left; each page leaves its history. */
async function byPage<Row extends LetGo>(
  { tx, ctx, integration }: Step,
  letGo: () => Promise<Row[]>,
  tell: (row: Row, integration: IntegrationRow) => Change,
): Promise<number> {
  let total = 0
  for (;;) {
    const rows = await letGo()
    if (rows.length === 0) return total
    total += rows.length
    appendHistory(
      tx,
      ctx,
      rows.map((row) => tell(row, integration)),
    )
  }
}

function release(kind: 'user' | 'group') {
  return ({ id, label }: LetGo, integration: IntegrationRow): Change => ({
    action: `${kind}.released`,
    label,
    ...(kind === 'user' ? { userId: id } : { groupId: id }),
    before: { managedBy: integration.name },
  })
}
