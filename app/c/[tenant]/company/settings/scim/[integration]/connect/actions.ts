'use server'

import { refresh } from 'next/cache'
import { answer } from '@/lib/auth/action'
import { requireMember, scimBaseUrl } from '@/lib/auth/session'
import type { ActionResult } from '@/lib/base/action-result'
import { chooseFlavour, markStep, setProvider } from '@/lib/integrations/guide'
import { providerInput } from '@/lib/integrations/input'
import { type SelfTest, testFromHere } from '@/lib/integrations/self-test'
import { createSetupLink, revokeSetupLink } from '@/lib/integrations/setup-links'
import type { Ctx } from '@/lib/tenancy/context'

async function change(tenant: string, work: (ctx: Ctx) => Promise<void>): Promise<ActionResult<null>> {
  const result = await answer(async () => {
    await work(await requireMember(tenant, 'integrations.write'))
    return null
  })
  if (result.ok) refresh()
  return result
}

export async function providerAction(
  tenant: string,
  id: string,
  provider: string,
): Promise<ActionResult<null>> {
  return change(tenant, (ctx) => setProvider(ctx, id, providerInput.parse(provider)))
}

export async function flavourAction(
  tenant: string,
  id: string,
  flavour: string,
): Promise<ActionResult<null>> {
  return change(tenant, (ctx) => chooseFlavour(ctx, id, String(flavour).slice(0, 20)))
}

export async function markAction(
  tenant: string,
  id: string,
  step: string,
  isDone: boolean,
): Promise<ActionResult<null>> {
  return change(tenant, (ctx) => markStep(ctx, id, String(step).slice(0, 40), isDone === true))
}

/** The link and its code: in this answer and nowhere else. `expiresAt` is an ISO instant. */
export type LinkMade = { url: string; code: string; expiresAt: string }

export async function createLinkAction(tenant: string, id: string): Promise<ActionResult<LinkMade>> {
  const result = await answer(async () => {
    const ctx = await requireMember(tenant, 'tokens.write')
    const [link, baseUrl] = await Promise.all([createSetupLink(ctx, id), scimBaseUrl(tenant)])
    return {
      url: new URL(link.path, baseUrl).href,
      code: link.code,
      expiresAt: link.expiresAt.toISOString(),
    }
  })
  if (result.ok) refresh()
  return result
}

export async function revokeLinkAction(
  tenant: string,
  id: string,
  linkId: string,
): Promise<ActionResult<null>> {
  const result = await answer(async () => {
    await revokeSetupLink(await requireMember(tenant, 'tokens.write'), id, linkId)
    return null
  })
  if (result.ok) refresh()
  return result
}

export async function selfTestAction(
  tenant: string,
  id: string,
  form: FormData,
): Promise<ActionResult<SelfTest>> {
  return answer(async () =>
    testFromHere(await requireMember(tenant, 'tokens.write'), id, form.get('writes') === 'on'),
  )
}
