import { routes, withSearch } from '@/components/routes'
import { listPersonTimeline } from '@/lib/activity/person-timeline'
import { historySearch } from '@/lib/directory/input'
import { found } from '../../../found'
import { Timeline } from '../../../timeline'
import { PersonFrame, personTitle, readPerson } from '../person'

type Props = PageProps<'/c/[tenant]/company/target-users/users/[user]/activity'>

export const generateMetadata = ({ params }: Props) => personTitle(params)

export default async function PersonHistoryPage({ params, searchParams }: Props) {
  const { tenant, user: id } = await params
  const search = historySearch.parse(await searchParams)
  const { ctx, user } = await readPerson(tenant, id)
  const history = await found(listPersonTimeline(ctx, id, search))
  const path = withSearch(`${routes.user(tenant, id)}/activity`, {})
  return (
    <PersonFrame tenant={tenant} user={user} here="activity">
      <Timeline tenant={tenant} history={history} path={path} paged={search.before !== ''} />
    </PersonFrame>
  )
}
