import { Lock } from 'lucide-react'
import { Card } from '@/components/ui/card'
import { KeyValueList } from '@/components/ui/key-value'
import { Notice } from '@/components/ui/notice'
import { getTranslations } from '@/lib/auth/language'
import type { ProfileItem } from '@/lib/directory/profile'
import { PersonFrame, personTitle, readPerson } from './person'

type Props = PageProps<'/c/[tenant]/company/target-users/users/[user]'>

export const generateMetadata = ({ params }: Props) => personTitle(params)

export default async function ProfilePage({ params }: Props) {
  const { tenant, user: id } = await params
  const [{ user }, t] = await Promise.all([readPerson(tenant, id), getTranslations()])
  const locked = user.integration && t('users.person.changeThere', { integration: user.integration.name })
  return (
    <PersonFrame tenant={tenant} user={user} here="profile">
      <div className="flex max-w-4xl flex-col gap-4">
        {user.integration && (
          <Notice>{t('users.person.lockedNote', { integration: user.integration.name })}</Notice>
        )}
        {user.sections.map(({ title, schema, items }) => (
          <Card
            key={schema ?? title}
            title={title}
            {...(schema && { description: <code className="break-all font-mono text-code">{schema}</code> })}
          >
            <KeyValueList
              items={items.map((item) => ({
                label: item.label,
                value: item.value && <Value item={item} locked={locked} />,
                source: schema ? item.path.slice(schema.length + 1) : item.path,
              }))}
            />
          </Card>
        ))}
      </div>
    </PersonFrame>
  )
}

/** A value; what an identity provider manages carries a lock that says where it can be changed. */
function Value({ item, locked }: { item: ProfileItem; locked: string | null }) {
  if (!locked) return item.value
  return (
    <span className="inline-flex items-baseline gap-1.5">
      {item.value}
      <span role="img" aria-label={locked} title={locked} className="self-center text-fg-3">
        <Lock aria-hidden className="size-3" />
      </span>
    </span>
  )
}
