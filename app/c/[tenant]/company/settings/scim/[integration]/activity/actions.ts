'use server'

import { refresh } from 'next/cache'
import { routes } from '@/components/routes'
import { readCause } from '@/lib/activity/causes'
import { ignoreInput } from '@/lib/activity/input'
import { ignoreProblems, takeUpProblems } from '@/lib/activity/problems'
import { answer, refuse } from '@/lib/auth/action'
import { getTranslations, getWords } from '@/lib/auth/language'
import { requireMember } from '@/lib/auth/session'
import type { ActionResult } from '@/lib/base/action-result'
import type { Text } from '@/lib/messages/text'
import { applyAgain, rehearse } from '@/lib/provisioning/again/apply'
import type { Ctx } from '@/lib/tenancy/context'
import { placeHref } from './places'

async function decide(tenant: string, work: (ctx: Ctx) => Promise<void>): Promise<ActionResult<null>> {
  const result = await answer(async () => {
    await work(await requireMember(tenant, 'problems.write'))
    return null
  })
  if (result.ok) refresh()
  return result
}

export async function ignoreAction(
  tenant: string,
  id: string,
  cause: string,
  form: FormData,
): Promise<ActionResult<null>> {
  const input = ignoreInput.safeParse(Object.fromEntries(form))
  if (!input.success) return refuse(input.error)
  return decide(tenant, (ctx) => ignoreProblems(ctx, id, readCause(cause), input.data.reason))
}

export async function takeUpAction(tenant: string, id: string, cause: string): Promise<ActionResult<null>> {
  return decide(tenant, (ctx) => takeUpProblems(ctx, id, readCause(cause)))
}

/** What applying a call again would change, in words; or why it is not applied, and what to do instead. */
export type Shown =
  | {
      isReady: true
      seen: string
      changes: { what: string; pairs: { path: string; label: string; before: string; after: string }[] }[]
      more: number
    }
  | { isReady: false; why: string; next: string; place?: { href: string; label: string } }

export async function rehearseAction(
  tenant: string,
  id: string,
  requestId: string,
): Promise<ActionResult<Shown>> {
  return answer(async () => {
    const ctx = await requireMember(tenant, 'problems.write')
    const [found, t, words] = await Promise.all([rehearse(ctx, id, requestId), getTranslations(), getWords()])
    if ('why' in found) {
      const { why, next, place, newer } = found
      return {
        isReady: false,
        why: words(why),
        next: words(next),
        ...(place && { place: { href: placeHref(place, tenant, id), label: t(`problems.places.${place}`) } }),
        ...(newer && {
          place: { href: routes.request(tenant, id, newer), label: t('activity.again.newer') },
        }),
      }
    }
    const text = (value: Text | string | null) =>
      value === null ? '–' : typeof value === 'string' ? value : words(value)
    return {
      isReady: true,
      seen: found.seen,
      more: found.changesInAll - found.changes.length,
      changes: found.changes.map(({ what, pairs }) => ({
        what: words({ key: 'activity.did', values: { what } }),
        pairs: pairs.map(({ path, label, before, after }) => ({
          path,
          label: text(label),
          before: text(before),
          after: text(after),
        })),
      })),
    }
  }, 'reads')
}

export async function applyAgainAction(
  tenant: string,
  id: string,
  requestId: string,
  seen: string,
): Promise<ActionResult<null>> {
  return decide(tenant, (ctx) => applyAgain(ctx, id, requestId, String(seen)))
}
