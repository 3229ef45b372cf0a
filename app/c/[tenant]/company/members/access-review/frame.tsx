import type { ReactNode } from 'react'
import { routes } from '@/components/routes'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { getTranslations } from '@/lib/auth/language'
import type { Ctx } from '@/lib/tenancy/context'
import { MembersFrame } from '../frame'

/** The tab of the access reviews; to who may not read them it says who can. */
export async function ReviewsFrame({ ctx, children }: { ctx: Ctx; children: ReactNode }) {
  const t = await getTranslations()
  return (
    <MembersFrame ctx={ctx} current="reviews" counts={{}}>
      {ctx.permissions.has('audit.read') ? (
        children
      ) : (
        <Card>
          <EmptyState
            title={t('reviews.refused.title')}
            action={
              <ButtonLink href={routes.members(ctx.tenantSlug)}>{t('members.tabs.members')}</ButtonLink>
            }
          >
            {t('reviews.refused.text', { company: ctx.tenantName })}
          </EmptyState>
        </Card>
      )}
    </MembersFrame>
  )
}
