'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { LoadFailed, StaleLine } from '@/components/data/trouble.client'
import { readJson } from '@/components/live/read.client'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { Progress } from '@/components/ui/progress'
import { UtcTime } from '@/components/ui/utc-time'
import type { Review } from '@/lib/reviews/review'
import { Decision } from './decision.client'
import { EndReview } from './end.client'
import { ReviewRecord } from './record.client'
import { reviewKey } from './review-key'

/** A review, kept alive: what others decide is seen as they do. */
export function AccessReview({
  tenant,
  company,
  id,
  refused,
  mayMakeOwner,
}: {
  tenant: string
  company: string
  id: string
  /** Why who reads may decide nothing, if so. */
  refused: string | undefined
  mayMakeOwner: boolean
}) {
  const t = useTranslations('reviews')
  const query = useQuery({
    queryKey: reviewKey(tenant, id),
    queryFn: ({ signal }) => readJson<Review>(`/api/console/${tenant}/reviews/${id}`, signal),
  })
  const review = query.data
  if (!review) {
    return query.isError ? (
      <LoadFailed title={t('errors.failed')} error={query.error} onRetry={() => query.refetch()} />
    ) : null
  }
  if (review.endedAt) return <ReviewRecord tenant={tenant} company={company} review={review} />
  const members = review.members.filter(({ state }) => state !== 'left').length
  const decided = review.members.filter(({ state }) => state === 'decided').length
  const text = t('progress.text', { decided, members })
  return (
    <>
      <StaleLine query={query} />
      <Card
        title={t('list.name', { day: review.startedAt.slice(0, 10) })}
        description={
          <>
            {t('list.started', { actor: review.startedBy })} <UtcTime at={review.startedAt} />
          </>
        }
        footer={<EndReview tenant={tenant} review={review} refused={refused} />}
      >
        <div className="flex flex-col gap-2">
          <p role="status" className="text-body">
            {text}
          </p>
          <Progress label={t('progress.label')} value={decided} max={members} text={text} />
        </div>
      </Card>
      {refused && <Notice>{refused}</Notice>}
      <ul aria-label={t('list.members')} className="flex flex-col gap-3">
        {review.members.map((member) => (
          <Decision
            key={`${member.id} ${member.decidedAt} ${member.roleNow}`}
            tenant={tenant}
            review={id}
            member={member}
            isAlone={review.isAlone && member.isSelf}
            refused={refused !== undefined}
            mayMakeOwner={mayMakeOwner}
          />
        ))}
      </ul>
      {review.joined.length > 0 && (
        <Notice title={t('joined.title')}>
          {t('joined.text', { names: review.joined.map(({ name }) => name).join(', ') })}
        </Notice>
      )}
    </>
  )
}
