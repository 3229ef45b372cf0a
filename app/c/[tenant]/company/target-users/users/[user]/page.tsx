import { Card } from '@/components/ui/card'
import { KeyValueList } from '@/components/ui/key-value'
import { PersonFrame, personTitle, readPerson } from './person'

type Props = PageProps<'/c/[tenant]/company/target-users/users/[user]'>

export const generateMetadata = ({ params }: Props) => personTitle(params)

export default async function ProfilePage({ params }: Props) {
  const { tenant, user: id } = await params
  const { user } = await readPerson(tenant, id)
  return (
    <PersonFrame tenant={tenant} user={user} here="Profile">
      <div className="flex max-w-4xl flex-col gap-4">
        {user.sections.map(({ title, schema, items }) => (
          <Card
            key={schema ?? title}
            title={title}
            {...(schema && { description: <code className="break-all font-mono text-code">{schema}</code> })}
          >
            <KeyValueList
              items={items.map(({ label, value, path }) => ({
                label,
                value,
                source: schema ? path.slice(schema.length + 1) : path,
              }))}
            />
          </Card>
        ))}
      </div>
    </PersonFrame>
  )
}
