'use client'

import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog.client'
import { RelativeTime } from '@/components/ui/relative-time.client'
import { toast } from '@/components/ui/toast'
import { revokeTokenAction } from './actions'
import { useRotation } from './rotation.client'

/** Rotate and revoke. Revoking a token that has been used asks for its last four characters. */
export function TokenActions({
  tenant,
  id,
  token,
  isRotating,
  refusal,
  full,
}: {
  tenant: string
  id: string
  token: { id: string; name: string; hint: string; lastUsedAt: string | null }
  /** It is the old one of a rotation under way, which is gone on with. */
  isRotating: boolean
  refusal: string | undefined
  full: string | undefined
}) {
  const t = useTranslations('tokens')
  const rotate = useRotation()
  return (
    <span className="flex flex-wrap gap-2 md:justify-end">
      <Button size="sm" reason={refusal ?? (isRotating ? undefined : full)} onClick={() => rotate(token.id)}>
        {t(isRotating ? 'rotate.go' : 'rotate.button')}
      </Button>
      {refusal ? (
        <Button size="sm" reason={refusal}>
          {t('revoke.button')}
        </Button>
      ) : (
        <ConfirmDialog
          title={t('revoke.title', { name: token.name })}
          description={
            token.lastUsedAt
              ? t.rich('revoke.inUse', {
                  ago: () => token.lastUsedAt && <RelativeTime at={token.lastUsedAt} />,
                })
              : t('revoke.unused')
          }
          confirmLabel={t('revoke.confirm')}
          busyLabel={t('revoke.busy')}
          tone="destructive"
          {...(token.lastUsedAt && {
            phrase: token.hint,
            phraseLabel: t('revoke.phrase', { hint: token.hint }),
          })}
          trigger={<Button size="sm">{t('revoke.button')}</Button>}
          onConfirm={() => revokeTokenAction(tenant, id, token.id)}
          onDone={() => toast.success(t('revoke.done', { name: token.name }))}
        />
      )}
    </span>
  )
}
