import { listKey, loadSearch } from '@/components/data/search'
import { Hydrate } from '@/components/live/hydrate'
import { getTranslations } from '@/lib/auth/language'
import { memberSearch } from '@/lib/directory/input'
import { listGroupsOf } from '@/lib/directory/members-search'
import { found } from '../../../found'
import { GroupLinks } from '../../../group-links'
import { PersonFrame, personTitle, readPerson } from '../person'
import { MembershipsTable } from './memberships-table.client'

type Props = PageProps<'/c/[tenant]/company/target-users/users/[user]/groups'>

export const generateMetadata = ({ params }: Props) => personTitle(params)

export default async function PersonGroupsPage({ params, searchParams }: Props) {
  const { tenant, user: id } = await params
  const asked = await searchParams
  const { ctx, user } = await readPerson(tenant, id)
  const t = await getTranslations()
  const search = loadSearch(asked)
  const page = await found(listGroupsOf(ctx, id, memberSearch.parse(search)))
  return (
    <PersonFrame tenant={tenant} user={user} here="groups">
      <Hydrate queryKey={listKey(tenant, `users/${id}/groups`, search)} data={page}>
        <MembershipsTable tenant={tenant} userId={id} />
      </Hydrate>
      <GroupLinks
        tenant={tenant}
        title={t('users.person.through')}
        description={t('users.person.throughText')}
        groups={user.indirectGroups}
      />
    </PersonFrame>
  )
}
