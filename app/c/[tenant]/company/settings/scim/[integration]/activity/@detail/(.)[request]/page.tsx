import { getTranslations } from '@/lib/auth/language'
import { RequestDrawer } from '../../drawer.client'
import { loadRequest } from '../../load-request'
import { RequestView } from '../../request-view'

/** The same request over the list that it was opened from. */
export default async function RequestOverList({
  params,
}: {
  params: Promise<{ tenant: string; integration: string; request: string }>
}) {
  const { tenant, integration: id, request: address } = await params
  // A route that intercepts is named with its mark, and so may its parameter be.
  const request = decodeURIComponent(address).replace(/^\(\.\)/, '')
  const [found, t] = await Promise.all([loadRequest(tenant, id, request), getTranslations()])
  return (
    <RequestDrawer tenant={tenant} integrationId={id} requestId={request}>
      {found ? <RequestView {...found} /> : <p className="text-body text-fg-2">{t('activity.gone')}</p>}
    </RequestDrawer>
  )
}
