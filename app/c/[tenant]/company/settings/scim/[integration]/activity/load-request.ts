import { cache } from 'react'
import { getRequest, type RequestDetail } from '@/lib/activity/request'
import { requireMember, scimBaseUrl } from '@/lib/auth/session'
import { AppError } from '@/lib/base/errors'

export type LoadedRequest = { tenant: string; integrationId: string; baseUrl: string; request: RequestDetail }

/** The request that the address names; undefined when the log does not hold it. */
export const loadRequest = cache(
  async (tenant: string, integrationId: string, id: string): Promise<LoadedRequest | undefined> => {
    const ctx = await requireMember(tenant, 'activity.read')
    try {
      const [request, baseUrl] = await Promise.all([getRequest(ctx, integrationId, id), scimBaseUrl(tenant)])
      return { tenant, integrationId, baseUrl, request }
    } catch (error) {
      if (error instanceof AppError && error.code === 'not-found') return undefined
      throw error
    }
  },
)
