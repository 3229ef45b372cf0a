import { setTimeout as sleep } from 'node:timers/promises'
import { inTenant, type Tx } from '@/db/client'
import { type GroupRow, selectGroup } from '@/db/queries/groups'
import { type MemberOfGroup, readOneSnapshot, selectMembersAfter } from '@/db/queries/members'
import { selectMemberGroups } from '@/db/queries/nested-groups'
import { isId } from '@/lib/base/id'
import { ScimError, tooManyRequests } from '@/lib/scim'
import type { Ctx } from '@/lib/tenancy/context'
import { requirePermission } from '@/lib/tenancy/permissions'
import { syncsGroups, viewerOf } from './ownership'
import { unknownGroup } from './unknown'

/** A group with more people is not held whole; so many are read at once. */
const PAGE = 1_000
/** Each large group that is being read holds a connection; whoever comes then has to ask again. */
const MOST_OPEN = 8
const RETRY_AFTER_SECONDS = 5
/** A client that takes nothing for so long is given up; the database gives up a little later. */
const STALLED_MILLISECONDS = 25_000
const ASK_AGAIN_MILLISECONDS = 250

/** A group as it is at one moment; the members of a large one come page by page, and have to be read or returned. */
export type OpenGroup = {
  row: GroupRow
  members: MemberOfGroup[] | AsyncIterableIterator<MemberOfGroup[]> | undefined
}

let open = 0

/**
 * The group with this id, as far as the actor may see it, and its members if they are asked for: all of one
 * snapshot. Of a large group a page is held at a time; the transaction stays open until the last was read.
 * @throws ScimError 404, also with group sync off; 429 when too many large groups are being read
 */
export function openGroup(ctx: Ctx, id: string, options: { members: boolean }): Promise<OpenGroup> {
  requirePermission(ctx, ctx.actor.kind === 'integration' ? 'groups.read' : 'directory.read')
  if (!isId(id) || !syncsGroups(ctx)) throw unknownGroup(id)
  return new Promise((resolve, reject) => {
    inTenant(ctx.db, ctx.tenantId, async (tx) => {
      const [, row, first] = await Promise.all([
        options.members ? readOneSnapshot(tx) : undefined,
        selectGroup(tx, ctx.tenantId, id, viewerOf(ctx)),
        options.members ? firstMembers(tx, ctx, id) : undefined,
      ])
      if (!row) throw unknownGroup(id)
      if (!first?.isLarge) {
        resolve({ row, members: first && [...first.people, ...first.groups] })
        return
      }
      if (open >= MOST_OPEN) throw tooManyLargeGroups()
      open += 1
      await new Promise<void>((close) => {
        const readAfter = (after: string) =>
          selectMembersAfter(tx, ctx.tenantId, id, viewerOf(ctx), { after, limit: PAGE })
        resolve({ row, members: pagesOf(readAfter, first, close) })
      }).finally(() => {
        open -= 1
      })
    }).catch(reject)
  })
}

/**
 * The pages, each asked for while the one before is used. `close` is called when the last was taken, when nobody
 * wants more, and when nobody has wanted more for a while; an iterator by hand, since one of a generator that was
 * never begun would not be told of its end.
 */
function pagesOf(
  readAfter: (id: string) => Promise<MemberOfGroup[]>,
  { people, groups }: { people: MemberOfGroup[]; groups: MemberOfGroup[] },
  close: () => void,
): AsyncIterableIterator<MemberOfGroup[]> {
  let ready: Promise<MemberOfGroup[]> = Promise.resolve([...groups, ...people])
  let isOver = false
  const end = () => {
    isOver = true
    clearTimeout(patience)
    close()
  }
  const patience = setTimeout(end, STALLED_MILLISECONDS).unref()
  return {
    [Symbol.asyncIterator]() {
      return this
    },
    async next() {
      if (isOver) return { done: true, value: undefined }
      patience.refresh()
      try {
        const page = await ready
        const last = page.at(-1)
        if (!last) {
          end()
          return { done: true, value: undefined }
        }
        ready = readAfter(last.value)
        // Whether it failed is told when it is its turn.
        ready.catch(() => {})
        return { done: false, value: page }
      } catch (error) {
        end()
        throw error
      }
    },
    async return() {
      end()
      return { done: true, value: undefined }
    },
  }
}

/**
 * The same of a group in a list, which has been answered in part: it waits where `openGroup` refuses, and a group that
 * is gone by now has no members. @throws ScimError 429 when it has waited long
 */
export async function openListedGroup(ctx: Ctx, row: GroupRow): Promise<OpenGroup> {
  const patience = Date.now() + STALLED_MILLISECONDS
  for (;;) {
    try {
      return await openGroup(ctx, row.id, { members: true })
    } catch (error) {
      if (!(error instanceof ScimError)) throw error
      if (error.status === 404) return { row, members: [] }
      if (error.status !== 429 || Date.now() > patience) throw error
      await sleep(ASK_AGAIN_MILLISECONDS)
    }
  }
}

/** The groups in a group, and its people if they are few enough to be held; else the first of them. */
export async function firstMembers(
  tx: Tx,
  ctx: Ctx,
  id: string,
): Promise<{ people: MemberOfGroup[]; groups: MemberOfGroup[]; isLarge: boolean }> {
  const viewer = viewerOf(ctx)
  const [people, groups] = await Promise.all([
    selectMembersAfter(tx, ctx.tenantId, id, viewer, { after: null, limit: PAGE + 1 }),
    selectMemberGroups(tx, ctx.tenantId, [id], viewer),
  ])
  const isLarge = people.length > PAGE
  return {
    people,
    groups: groups.map(({ value, display }) => ({ value, display, group: true })),
    isLarge,
  }
}

function tooManyLargeGroups() {
  return tooManyRequests(
    'Too many large groups are being read at this moment. Read this one again in a few seconds.',
    RETRY_AFTER_SECONDS,
  )
}
