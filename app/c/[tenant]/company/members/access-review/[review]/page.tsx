import type { Metadata } from 'next'
import { Hydrate } from '@/components/live/hydrate'
import { getTranslations } from '@/lib/auth/language'
import { memberWith } from '@/lib/auth/session'
import { getReview } from '@/lib/reviews/review'
import type { Ctx } from '@/lib/tenancy/context'
import { found } from '../../../target-users/found'
import { ReviewsFrame } from '../frame'
import { AccessReview } from './review.client'
import { reviewKey } from './review-key'

type Props = PageProps<'/c/[tenant]/company/members/access-review/[review]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { tenantName } = await memberWith((await params).tenant, 'audit.read')
  const t = await getTranslations()
  return { title: `${t('reviews.title')} · ${t('members.title')} · ${tenantName}` }
}

/** One review: to be decided while it is under way, to be read once it has ended. */
export default async function ReviewPage({ params }: Props) {
  const { tenant, review } = await params
  const ctx = await memberWith(tenant, 'audit.read')
  return (
    <ReviewsFrame ctx={ctx}>
      <Body ctx={ctx} id={review} />
    </ReviewsFrame>
  )
}

async function Body({ ctx, id }: { ctx: Ctx; id: string }) {
  const [review, t] = await Promise.all([found(getReview(ctx, id)), getTranslations()])
  const tenant = ctx.tenantSlug
  return (
    <Hydrate queryKey={reviewKey(tenant, id)} data={review}>
      <AccessReview
        tenant={tenant}
        company={ctx.tenantName}
        id={id}
        refused={ctx.permissions.has('reviews.write') ? undefined : t('reviews.onlyAdmins')}
        mayMakeOwner={ctx.permissions.has('owners.write')}
      />
    </Hydrate>
  )
}
