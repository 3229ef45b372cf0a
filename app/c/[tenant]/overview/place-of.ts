import { type Route, routes } from '@/components/routes'
import type { Attention } from '@/lib/overview/attention'

/** The page on which something can be done about it. */
export function placeOf(
  tenant: string,
  { place, integration }: Pick<Attention, 'place' | 'integration'>,
): Route {
  if (!integration || place === 'scim') return routes.scimSettings(tenant)
  return routes.integrationTab(tenant, integration.id, place === 'problems' ? 'activity' : place)
}
