import { Card } from '@/components/ui/card'
import { JsonView } from '@/components/ui/json-view.client'
import { AbsoluteTime } from '@/components/ui/relative-time.client'
import { findReceived } from '@/lib/activity/received'
import { getTranslations } from '@/lib/auth/language'
import { PairList } from '../../../pair-list'
import { PersonFrame, personTitle, readPerson } from '../person'

type Props = PageProps<'/c/[tenant]/company/target-users/users/[user]/raw'>

export const generateMetadata = ({ params }: Props) => personTitle(params)

export default async function PersonRawPage({ params }: Props) {
  const { tenant, user: id } = await params
  const [{ ctx, user }, t] = await Promise.all([readPerson(tenant, id), getTranslations()])
  const received = await findReceived(ctx, id, user.resource)
  return (
    <PersonFrame tenant={tenant} user={user} here="raw">
      {received?.differences && (
        <Card
          title={t('users.raw.title')}
          description={t('users.raw.text', { integration: received.integration })}
        >
          {received.differences.length > 0 ? (
            <PairList pairs={received.differences} />
          ) : (
            <p className="text-fg-2">{t('users.raw.same')}</p>
          )}
        </Card>
      )}
      <section>
        <h2 className="sr-only">{t('users.person.rawNote')}</h2>
        <JsonView label={t('users.person.rawLabel')} value={user.resource} />
      </section>
      {received && (
        <section>
          <h2 className="pb-2 text-section">{t('users.raw.received')}</h2>
          <p className="pb-3 text-cell text-fg-2">
            {t.rich('users.raw.receivedText', {
              integration: received.integration,
              method: received.method,
              at: () => <AbsoluteTime at={received.at} />,
            })}
          </p>
          <JsonView label={t('users.raw.received')} value={received.body} />
        </section>
      )}
    </PersonFrame>
  )
}
