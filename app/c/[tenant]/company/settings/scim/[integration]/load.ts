import { notFound } from 'next/navigation'
import { cache } from 'react'
import { getTranslations } from '@/lib/auth/language'
import { requireMember } from '@/lib/auth/session'
import { AppError } from '@/lib/base/errors'
import { getIntegration } from '@/lib/integrations/integrations'
import type { Messages } from '@/lib/messages/catalogue'

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
  tab: Exclude<keyof Messages['scimSettings']['tabs'], 'label'>,
): Promise<{ title: string }> {
  const { tenant, integration: id } = await params
  const [{ ctx, integration }, t] = await Promise.all([loadIntegration(tenant, id), getTranslations()])
  const values = {
    tab: t(`scimSettings.tabs.${tab}`),
    integration: integration.name,
    company: ctx.tenantName,
  }
  return { title: t('scimSettings.tabTitle', values) }
}
