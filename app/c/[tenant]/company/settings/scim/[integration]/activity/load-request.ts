import { cache } from 'react'
import { isWrite } from '@/lib/activity/calls'
import { getRequest, type RequestDetail } from '@/lib/activity/request'
import { requireMember, scimBaseUrl } from '@/lib/auth/session'
import { AppError } from '@/lib/base/errors'
import { getIntegration } from '@/lib/integrations/integrations'
import { hindranceOf } from '@/lib/provisioning/again/apply'
import type { Hindrance } from '@/lib/provisioning/again/judge'

export type LoadedRequest = {
  tenant: string
  integrationId: string
  baseUrl: string
  request: RequestDetail
  /** Of a write that was refused: whether it can be applied again, and by who looks at it. */
  again?: { hindrance: Hindrance | null; mayApply: boolean; integration: string }
}

/** The request that the address names; undefined when the log does not hold it. */
export const loadRequest = cache(
  async (tenant: string, integrationId: string, id: string): Promise<LoadedRequest | undefined> => {
    const ctx = await requireMember(tenant, 'activity.read')
    try {
      const [request, baseUrl] = await Promise.all([getRequest(ctx, integrationId, id), scimBaseUrl(tenant)])
      const loaded = { tenant, integrationId, baseUrl, request }
      if (request.result !== 'failed' || !isWrite(request)) return loaded
      const [hindrance, { name }] = await Promise.all([
        hindranceOf(ctx, integrationId, id),
        getIntegration(ctx, integrationId),
      ])
      const mayApply = ctx.permissions.has('problems.write')
      return { ...loaded, again: { hindrance, mayApply, integration: name } }
    } catch (error) {
      if (error instanceof AppError && error.code === 'not-found') return undefined
      throw error
    }
  },
)
