import type { Metadata } from 'next'
import Link from 'next/link'
import { routes } from '@/components/routes'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { StatusText } from '@/components/ui/status-pill'
import { UtcTime } from '@/components/ui/utc-time'
import { getTranslations } from '@/lib/auth/language'
import { memberWith } from '@/lib/auth/session'
import { listReviews, type ReviewSummary } from '@/lib/reviews/reviews'
import type { Ctx } from '@/lib/tenancy/context'
import { listMembers } from '@/lib/tenancy/members'
import { ReviewsFrame } from './frame'
import { StartReview } from './start.client'

type Props = PageProps<'/c/[tenant]/company/members/access-review'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { tenantName } = await memberWith((await params).tenant, 'audit.read')
  const t = await getTranslations()
  return { title: `${t('reviews.title')} · ${t('members.title')} · ${tenantName}` }
}

/** The access reviews of the company, and the beginning of the next. */
export default async function ReviewsPage({ params }: Props) {
  const ctx = await memberWith((await params).tenant, 'audit.read')
  return (
    <ReviewsFrame ctx={ctx}>
      <Reviews ctx={ctx} />
    </ReviewsFrame>
  )
}

async function Reviews({ ctx }: { ctx: Ctx }) {
  const [reviews, members, t] = await Promise.all([listReviews(ctx), listMembers(ctx), getTranslations()])
  const isOpen = reviews.some(({ endedAs }) => endedAs === null)
  const refused = ctx.permissions.has('reviews.write') ? undefined : t('reviews.onlyAdmins')
  return (
    <Card
      flush
      title={t('reviews.title')}
      description={t('reviews.text')}
      actions={
        <StartReview
          tenant={ctx.tenantSlug}
          company={ctx.tenantName}
          members={members.length}
          refused={refused ?? (isOpen ? t('reviews.start.open') : undefined)}
        />
      }
    >
      {reviews.length === 0 ? (
        <EmptyState title={t('reviews.list.empty')} className="border-t">
          {t('reviews.list.emptyText')}
        </EmptyState>
      ) : (
        <ul aria-label={t('reviews.list.label')} className="divide-y border-t">
          {reviews.map((review) => (
            <ReviewLine key={review.id} tenant={ctx.tenantSlug} review={review} />
          ))}
        </ul>
      )}
    </Card>
  )
}

async function ReviewLine({ tenant, review }: { tenant: string; review: ReviewSummary }) {
  const t = await getTranslations()
  const { id, startedAt, startedBy, endedAt, endedBy, endedAs, members, decided } = review
  return (
    <li className="relative flex flex-wrap items-center justify-between gap-x-6 gap-y-1 px-5 py-3 transition-colors hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-ring has-focus-visible:-outline-offset-2">
      <div className="min-w-0">
        <Link
          prefetch={false}
          href={routes.review(tenant, id)}
          className="font-medium text-body outline-none after:absolute after:inset-0"
        >
          {t('reviews.list.name', { day: startedAt.slice(0, 10) })}
        </Link>
        <p className="text-cell text-fg-2">
          {t('reviews.list.started', { actor: startedBy })} <UtcTime at={startedAt} />
        </p>
        {endedAt && (
          <p className="text-cell text-fg-2">
            {t('reviews.list.ended', { actor: endedBy ?? '', how: endedAs ?? '' })} <UtcTime at={endedAt} />
          </p>
        )}
      </div>
      <StatusText tone={endedAs === 'completed' ? 'ok' : endedAs === null ? 'info' : 'neutral'}>
        {endedAs ? t(`reviews.list.${endedAs}`) : t('reviews.list.open', { decided, members })}
      </StatusText>
    </li>
  )
}
