import type { Ctx } from '@/lib/tenancy/context'
import type { ScimRequest } from './request'

/** A call that has been let in, with everything that answering it needs. */
export type Asked = { ctx: Ctx; request: ScimRequest; params: URLSearchParams; baseUrl: string }
