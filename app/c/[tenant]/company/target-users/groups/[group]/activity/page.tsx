import { routes, withSearch } from '@/components/routes'
import { historySearch } from '@/lib/directory/input'
import { listHistory } from '@/lib/history/changes'
import { found } from '../../../found'
import { Timeline } from '../../../timeline'
import { GroupFrame, groupTitle, readGroup } from '../group'

type Props = PageProps<'/c/[tenant]/company/target-users/groups/[group]/activity'>

export const generateMetadata = ({ params }: Props) => groupTitle(params)

export default async function GroupHistoryPage({ params, searchParams }: Props) {
  const { tenant, group: id } = await params
  const search = historySearch.parse(await searchParams)
  const { ctx, group } = await readGroup(tenant, id)
  const history = await found(listHistory(ctx, { groupId: id }, search))
  const path = withSearch(`${routes.group(tenant, id)}/activity`, {})
  return (
    <GroupFrame tenant={tenant} group={group} here="activity">
      <Timeline tenant={tenant} history={history} path={path} paged={search.before !== ''} />
    </GroupFrame>
  )
}
