import { listIntegrations } from '@/lib/integrations/integrations'
import type { Ctx } from '@/lib/tenancy/context'

/** The integrations of the company, for the filter of that name. */
export async function integrationOptions(ctx: Ctx): Promise<{ value: string; label: string }[]> {
  return (await listIntegrations(ctx)).map(({ id, name }) => ({ value: id, label: name }))
}
