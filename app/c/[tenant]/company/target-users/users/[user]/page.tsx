import { Lock } from 'lucide-react'
import { Card } from '@/components/ui/card'
import { KeyValueList } from '@/components/ui/key-value'
import { Notice } from '@/components/ui/notice'
import { getTranslations, getWords } from '@/lib/auth/language'
import { PersonFrame, personTitle, readPerson } from './person'

type Props = PageProps<'/c/[tenant]/company/target-users/users/[user]'>

export const generateMetadata = ({ params }: Props) => personTitle(params)

export default async function ProfilePage({ params }: Props) {
  const { tenant, user: id } = await params
  const [{ user }, t, words] = await Promise.all([readPerson(tenant, id), getTranslations(), getWords()])
  const locked = user.integration && t('users.person.changeThere', { integration: user.integration.name })
  return (
    <PersonFrame tenant={tenant} user={user} here="profile">
      <div className="flex max-w-4xl flex-col gap-4">
        {user.integration && (
          <Notice>{t('users.person.lockedNote', { integration: user.integration.name })}</Notice>
        )}
        {user.sections.map(({ title, schema, items }) => (
          <Card
            key={schema ?? title.key}
            title={words(title)}
            {...(schema && { description: <code className="break-all font-mono text-code">{schema}</code> })}
          >
            <KeyValueList
              items={items.map(({ label, value, path }) => ({
                label: capital(words(label)),
                value: value && <Value value={words(value)} locked={locked} />,
                source: schema ? path.slice(schema.length + 1) : path,
              }))}
            />
          </Card>
        ))}
      </div>
    </PersonFrame>
  )
}

/** A value; what an identity provider manages carries a lock that says where it can be changed. */
function Value({ value, locked }: { value: string; locked: string | null }) {
  if (!locked) return value
  return (
    <span className="inline-flex items-baseline gap-1.5">
      {value}
      <span role="img" aria-label={locked} title={locked} className="self-center text-fg-3">
        <Lock aria-hidden className="size-3" />
      </span>
    </span>
  )
}

/** Attributes are called in the middle of sentences too; here their names begin a line. */
function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
