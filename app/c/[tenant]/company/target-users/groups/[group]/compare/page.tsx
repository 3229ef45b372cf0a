import { Notice } from '@/components/ui/notice'
import { getTranslations } from '@/lib/auth/language'
import { MOST_COMPARED } from '@/lib/directory/input'
import { GroupFrame, groupTitle, readGroup } from '../group'
import { Compare } from './compare.client'

type Props = PageProps<'/c/[tenant]/company/target-users/groups/[group]/compare'>

export const generateMetadata = ({ params }: Props) => groupTitle(params)

export default async function ComparePage({ params }: Props) {
  const { tenant, group: id } = await params
  const [{ ctx, group }, t] = [await readGroup(tenant, id), await getTranslations()]
  return (
    <GroupFrame tenant={tenant} group={group} here="compare">
      {ctx.permissions.has('problems.write') ? (
        <Compare tenant={tenant} groupId={id} most={MOST_COMPARED} />
      ) : (
        <Notice>{t('groups.compare.only')}</Notice>
      )}
    </GroupFrame>
  )
}
