'use client'

import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog.client'
import { toast } from '@/components/ui/toast'
import type { Review } from '@/lib/reviews/review'
import { cancelReviewAction, completeReviewAction } from '../actions'

/** The two ends of a review: done and sealed, or given up. */
export function EndReview({
  tenant,
  review: { id, members, missing },
  refused,
}: {
  tenant: string
  review: Review
  refused: string | undefined
}) {
  const t = useTranslations('reviews')
  const many = (decision: string) =>
    members.filter((member) => member.state === 'decided' && member.decision === decision).length
  const waiting = missing > 0 ? t('complete.missing', { count: missing }) : undefined
  const complete = (
    <Button variant="primary" reason={refused ?? waiting}>
      {t('complete.button')}
    </Button>
  )
  return (
    <>
      {refused ? (
        <Button variant="ghost" reason={refused}>
          {t('cancel.button')}
        </Button>
      ) : (
        <ConfirmDialog
          title={t('cancel.title')}
          description={t('cancel.text')}
          confirmLabel={t('cancel.confirm')}
          cancelLabel={t('cancel.back')}
          busyLabel={t('cancel.busy')}
          tone="destructive"
          trigger={<Button variant="ghost">{t('cancel.button')}</Button>}
          onConfirm={() => cancelReviewAction(tenant, id)}
          onDone={() => toast.success(t('cancel.done'))}
        />
      )}
      {refused || waiting ? (
        complete
      ) : (
        <ConfirmDialog
          title={t('complete.title')}
          description={t('complete.text', {
            keep: many('keep'),
            change: many('change'),
            remove: many('remove'),
          })}
          confirmLabel={t('complete.confirm')}
          busyLabel={t('complete.busy')}
          trigger={complete}
          onConfirm={() => completeReviewAction(tenant, id)}
          onDone={() => toast.success(t('complete.done'))}
        />
      )}
    </>
  )
}
