import { type Route, routes } from '@/components/routes'
import type { Attention } from '@/lib/overview/attention'

/** The page on which something can be done about it. */
export function placeOf(
  tenant: string,
  { place, integration, alarm }: Pick<Attention, 'place' | 'integration' | 'alarm'>,
): Route {
  if (!integration || place === 'scim') return routes.scimSettings(tenant)
  if (place === 'mass-change') return routes.massChange(tenant, integration.id, alarm ?? '')
  return routes.integrationTab(tenant, integration.id, place === 'problems' ? 'activity' : place)
}
