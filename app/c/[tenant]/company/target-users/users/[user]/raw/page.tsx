import { JsonView } from '@/components/ui/json-view.client'
import { getTranslations } from '@/lib/auth/language'
import { PersonFrame, personTitle, readPerson } from '../person'

type Props = PageProps<'/c/[tenant]/company/target-users/users/[user]/raw'>

export const generateMetadata = ({ params }: Props) => personTitle(params)

export default async function PersonRawPage({ params }: Props) {
  const { tenant, user: id } = await params
  const { user } = await readPerson(tenant, id)
  const t = await getTranslations()
  return (
    <PersonFrame tenant={tenant} user={user} here="raw">
      <section>
        <h2 className="sr-only">{t('users.person.rawNote')}</h2>
        <JsonView label={t('users.person.rawLabel')} value={user.resource} />
      </section>
    </PersonFrame>
  )
}
