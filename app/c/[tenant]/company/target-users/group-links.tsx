import Link from 'next/link'
import { routes } from '@/components/routes'
import { Card } from '@/components/ui/card'
import type { NamedGroup } from '@/lib/directory/target'

/** Groups by name, each leading to its page; nothing where there are none. */
export function GroupLinks({
  tenant,
  title,
  description,
  groups,
}: {
  tenant: string
  title: string
  description: string
  groups: readonly NamedGroup[]
}) {
  if (groups.length === 0) return null
  return (
    <Card title={title} description={description}>
      <ul className="flex flex-wrap gap-2">
        {groups.map(({ id, name }) => (
          <li key={id} className="min-w-0">
            <Link
              href={routes.group(tenant, id)}
              className="flex min-h-8 items-center rounded-control border bg-subtle px-2.5 py-1 text-cell transition-colors [overflow-wrap:anywhere] hover:bg-hover max-sm:min-h-10"
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  )
}
