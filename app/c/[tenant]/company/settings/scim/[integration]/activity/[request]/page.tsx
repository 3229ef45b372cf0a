import { notFound } from 'next/navigation'
import { routes } from '@/components/routes'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { getTranslations } from '@/lib/auth/language'
import { titleOf } from '../../load'
import { loadRequest } from '../load-request'
import { RequestView } from '../request-view'

type Props = PageProps<'/c/[tenant]/company/settings/scim/[integration]/activity/[request]'>

export const generateMetadata = ({ params }: Props) => titleOf(params, 'activity')

/** One request on a page of its own: what a link to it opens. */
export default async function RequestPage({ params }: Props) {
  const { tenant, integration: id, request } = await params
  const [found, t] = await Promise.all([loadRequest(tenant, id, request), getTranslations()])
  if (!found) notFound()
  return (
    <div className="flex max-w-[880px] flex-col gap-4">
      <div>
        <ButtonLink size="sm" href={routes.integrationTab(tenant, id, 'activity')}>
          {t('activity.back')}
        </ButtonLink>
      </div>
      <Card>
        <RequestView {...found} />
      </Card>
    </div>
  )
}
