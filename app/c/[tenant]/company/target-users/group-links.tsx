import Link from 'next/link'
import type { ReactNode } from 'react'
import { routes } from '@/components/routes'
import { Card } from '@/components/ui/card'
import type { NamedGroup } from '@/lib/directory/target'

/** Groups by name, each leading to its page; nothing where there are none. */
export function GroupLinks({
  tenant,
  title,
  description,
  groups,
  actions,
}: {
  tenant: string
  title: string
  description: string
  groups: readonly NamedGroup[]
  /** What can be done with each. */
  actions?: (group: NamedGroup) => ReactNode
}) {
  if (groups.length === 0) return null
  return (
    <Card title={title} description={description}>
      <ul className="flex flex-wrap gap-2">
        {groups.map((group) => (
          <li key={group.id} className="flex min-w-0 items-center">
            <Link
              prefetch={false}
              href={routes.group(tenant, group.id)}
              className="flex min-h-8 items-center rounded-control border bg-subtle px-2.5 py-1 text-cell transition-colors [overflow-wrap:anywhere] hover:bg-hover max-sm:min-h-10"
            >
              {group.name}
            </Link>
            {actions?.(group)}
          </li>
        ))}
      </ul>
    </Card>
  )
}
