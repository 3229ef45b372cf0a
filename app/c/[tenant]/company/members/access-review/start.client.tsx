'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'use-intl'
import { routes } from '@/components/routes'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog.client'
import { startReviewAction } from './actions'

/** Begins a review and leads to it; `refused` says why it cannot be begun. */
export function StartReview({
  tenant,
  company,
  members,
  refused,
}: {
  tenant: string
  company: string
  members: number
  refused: string | undefined
}) {
  const t = useTranslations('reviews.start')
  const router = useRouter()
  const button = (
    <Button variant="primary" reason={refused}>
      {t('button')}
    </Button>
  )
  if (refused) return button
  return (
    <ConfirmDialog
      title={t('title')}
      description={t('text', { count: members, company })}
      confirmLabel={t('confirm')}
      busyLabel={t('busy')}
      trigger={button}
      onConfirm={async () => {
        const result = await startReviewAction(tenant)
        if (result.ok) router.push(routes.review(tenant, result.data.id))
        return result
      }}
    />
  )
}
