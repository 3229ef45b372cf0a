import { type Route, routes, withSearch } from '@/components/routes'
import type { FixPlace } from '@/lib/activity/remedies'

/** Where something can be done about a failure. */
export function placeHref(place: FixPlace, tenant: string, id: string): Route {
  switch (place) {
    case 'users':
      return routes.users(tenant)
    case 'groups':
      return routes.groups(tenant)
    case 'integrations':
      return routes.scimSettings(tenant)
    case 'group-rules':
      return routes.integrationTab(tenant, id, 'group-settings')
    case 'problems':
      return withSearch(routes.integrationTab(tenant, id, 'activity'), { show: 'problems' })
    case 'mapping':
      return routes.mapping(tenant, id)
    default:
      return routes.integrationTab(tenant, id, place)
  }
}
