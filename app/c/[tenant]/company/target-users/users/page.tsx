import type { Metadata } from 'next'
import { listKey, loadSearch } from '@/components/data/search'
import { Hydrate } from '@/components/live/hydrate'
import { requireMember } from '@/lib/auth/session'
import { userSearch } from '@/lib/directory/input'
import { listTargetUsers } from '@/lib/directory/search'
import { getDirectoryState } from '@/lib/directory/target'
import { TargetUsersFrame } from '../frame'
import { NobodyYet } from './nobody-yet'
import { UsersTable } from './users-table.client'

type Props = PageProps<'/c/[tenant]/company/target-users/users'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const ctx = await requireMember((await params).tenant, 'directory.read')
  return { title: `Users · Target Users · ${ctx.tenantName}` }
}

export default async function UsersPage({ params, searchParams }: Props) {
  const { tenant } = await params
  const asked = await searchParams
  const ctx = await requireMember(tenant, 'directory.read')
  const search = loadSearch(asked)
  const [state, page] = await Promise.all([
    getDirectoryState(ctx),
    listTargetUsers(ctx, userSearch.parse(search)),
  ])
  return (
    <TargetUsersFrame tenant={tenant} state={state} here="Users">
      <Hydrate queryKey={listKey(tenant, 'users', search)} data={page}>
        <UsersTable tenant={tenant} empty={<NobodyYet tenant={tenant} state={state} />} />
      </Hydrate>
    </TargetUsersFrame>
  )
}
