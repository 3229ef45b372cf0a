import { listKey, loadSearch } from '@/components/data/search'
import { Hydrate } from '@/components/live/hydrate'
import { getTranslations } from '@/lib/auth/language'
import { memberSearch } from '@/lib/directory/input'
import { listMembersOf } from '@/lib/directory/members-search'
import { found } from '../../found'
import { GroupLinks } from '../../group-links'
import { RemoveMember } from '../../local/remove-member.client'
import { GroupFrame, groupTitle, readGroup } from './group'
import { MembersTable } from './members-table.client'

type Props = PageProps<'/c/[tenant]/company/target-users/groups/[group]'>

export const generateMetadata = ({ params }: Props) => groupTitle(params)

export default async function MembersPage({ params, searchParams }: Props) {
  const { tenant, group: id } = await params
  const asked = await searchParams
  const { ctx, group } = await readGroup(tenant, id)
  const t = await getTranslations()
  const search = loadSearch(asked)
  const editable = group.integration === null && ctx.permissions.has('directory.write')
  const page = await found(listMembersOf(ctx, id, memberSearch.parse(search)))
  return (
    <GroupFrame tenant={tenant} group={group} here="members">
      <GroupLinks
        tenant={tenant}
        title={t('groups.group.inside')}
        description={t('groups.group.insideText')}
        groups={group.memberGroups}
        {...(editable && {
          actions: (member) => (
            <RemoveMember tenant={tenant} group={{ id, name: group.name }} member={member} />
          ),
        })}
      />
      <GroupLinks
        tenant={tenant}
        title={t('groups.group.holders')}
        description={t('groups.group.holdersText')}
        groups={group.holders}
      />
      <Hydrate queryKey={listKey(tenant, `groups/${id}/members`, search)} data={page}>
        <MembersTable tenant={tenant} group={{ id, name: group.name }} editable={editable} />
      </Hydrate>
    </GroupFrame>
  )
}
