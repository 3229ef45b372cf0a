import { notFound } from 'next/navigation'
import { cache } from 'react'
import { requireMember } from '@/lib/auth/session'
import { AppError } from '@/lib/base/errors'
import { getIntegration } from '@/lib/integrations/integrations'

/** The integration that the URL names, read once for a page, its frame and its title. */
export const loadIntegration = cache(async (tenant: string, id: string) => {
  const ctx = await requireMember(tenant, 'integrations.read')
  try {
    return { ctx, integration: await getIntegration(ctx, id) }
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') notFound()
    throw error
  }
})

/** `Tokens · Corporate Okta · SCIM Settings · Acme` */
export async function titleOf(
  params: Promise<{ tenant: string; integration: string }>,
  tab: string,
): Promise<{ title: string }> {
  const { tenant, integration: id } = await params
  const { ctx, integration } = await loadIntegration(tenant, id)
  return { title: `${tab} · ${integration.name} · SCIM Settings · ${ctx.tenantName}` }
}
