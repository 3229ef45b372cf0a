import { type Route, routes } from '@/components/routes'
import { ButtonLink } from '@/components/ui/button'
import { getTranslations, getWords } from '@/lib/auth/language'
import { ApplyAgain } from './again.client'
import type { LoadedRequest } from './load-request'
import { Part } from './part'
import { placeHref } from './places'

/** Of a write that was refused: what applies it again, or why it isn’t and what to do instead. */
export async function Again({ tenant, integrationId, request, again }: LoadedRequest) {
  const [t, words] = await Promise.all([getTranslations(), getWords()])
  if (!again) return null
  const { hindrance, mayApply, integration } = again
  if (!hindrance) {
    return (
      <Part title={t('activity.again.title')}>
        <p className="text-body">{t('activity.again.intro')}</p>
        <div className="mt-3">
          <ApplyAgain
            tenant={tenant}
            id={integrationId}
            requestId={request.id}
            integration={integration}
            refusal={mayApply ? undefined : t('activity.again.mayNot')}
          />
        </div>
      </Part>
    )
  }
  const { why, next, place, newer } = hindrance
  // What can be done leads there already.
  const isOffered = place !== undefined && request.remedy?.places.includes(place)
  const href: Route | undefined = newer
    ? routes.request(tenant, integrationId, newer)
    : place && !isOffered
      ? placeHref(place, tenant, integrationId)
      : undefined
  return (
    <Part title={t('activity.again.cannot')}>
      <p className="text-body [overflow-wrap:anywhere]">{words(why)}</p>
      <p className="mt-1 text-body text-fg-2">{words(next)}</p>
      {href && (
        <div className="mt-3">
          <ButtonLink size="sm" href={href}>
            {newer ? t('activity.again.newer') : t(`problems.places.${place ?? 'settings'}`)}
          </ButtonLink>
        </div>
      )}
    </Part>
  )
}
