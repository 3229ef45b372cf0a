import { JsonView } from '@/components/ui/json-view.client'
import { Notice } from '@/components/ui/notice'
import { getTranslations } from '@/lib/auth/language'
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
  const t = await getTranslations()
  return (
    <GroupFrame tenant={tenant} group={group} here="raw">
      {!withMembers && <Notice>{t('groups.group.rawLeftOut')}</Notice>}
      <section>
        <h2 className="sr-only">{t('users.person.rawNote')}</h2>
        <JsonView label={t('users.person.rawLabel')} value={resource} />
      </section>
    </GroupFrame>
  )
}
