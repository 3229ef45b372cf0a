import { JsonView } from '@/components/ui/json-view.client'
import { Notice } from '@/components/ui/notice'
import { scimBaseUrl } from '@/lib/auth/session'
import { getGroupResource } from '@/lib/directory/target'
import { found } from '../../../found'
import { GroupFrame, groupTitle, readGroup } from '../group'

type Props = PageProps<'/c/[tenant]/company/target-users/groups/[group]/raw'>

export const generateMetadata = ({ params }: Props) => groupTitle(params)

export default async function GroupRawPage({ params }: Props) {
  const { tenant, group: id } = await params
  const { ctx, group } = await readGroup(tenant, id)
  const { resource, withMembers } = await found(getGroupResource(ctx, id, await scimBaseUrl(tenant)))
  return (
    <GroupFrame tenant={tenant} group={group} here="Raw">
      {!withMembers && <Notice>The members are left out here; there are too many of them to show.</Notice>}
      <section>
        <h2 className="sr-only">As SCIM clients see it</h2>
        <JsonView label="SCIM resource" value={resource} />
      </section>
    </GroupFrame>
  )
}
