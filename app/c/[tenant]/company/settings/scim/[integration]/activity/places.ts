import { type Route, routes, withSearch } from '@/components/routes'
import type { FixPlace } from '@/lib/activity/remedies'

/** Where something can be done about a failure; among people and groups, with those that are called `named`. */
export function placeHref(place: FixPlace, tenant: string, id: string, named?: string | null): Route {
  switch (place) {
    case 'users':
      return withSearch(routes.users(tenant), { q: named ?? undefined })
    case 'groups':
      return withSearch(routes.groups(tenant), { q: named ?? undefined })
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
