import { JsonView } from '@/components/ui/json-view.client'
import { PersonFrame, personTitle, readPerson } from '../person'

type Props = PageProps<'/c/[tenant]/company/target-users/users/[user]/raw'>

export const generateMetadata = ({ params }: Props) => personTitle(params)

export default async function PersonRawPage({ params }: Props) {
  const { tenant, user: id } = await params
  const { user } = await readPerson(tenant, id)
  return (
    <PersonFrame tenant={tenant} user={user} here="Raw">
      <section>
        <h2 className="sr-only">As SCIM clients see it</h2>
        <JsonView label="SCIM resource" value={user.resource} />
      </section>
    </PersonFrame>
  )
}
