'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { routes } from '@/components/routes'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog.client'
import { TextField } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { toast } from '@/components/ui/toast'
import { type Fate, LONGEST_NAME } from '@/lib/integrations/choices'
import type { ReturnPreview } from '@/lib/integrations/return-preview'
import { bringBackAction, previewReturnAction } from './actions'

type Shown = { id: string; name: string; people: Fate }

/** The way back of a deleted integration: says first what comes back by now, and what does not. */
export function BringBack({ tenant, integration }: { tenant: string; integration: Shown }) {
  const { id, name } = integration
  const t = useTranslations('scimSettings.deleted')
  const settings = useTranslations('scimSettings.settings')
  const router = useRouter()
  const [isOpen, setOpen] = useState(false)
  const [preview, setPreview] = useState<ReturnPreview | 'failed'>()

  function open(next: boolean) {
    setOpen(next)
    if (!next) return
    setPreview(undefined)
    previewReturnAction(tenant, id)
      .then((result) => setPreview(result.ok ? result.data : 'failed'))
      .catch(() => setPreview('failed'))
  }

  return (
    <ConfirmDialog
      trigger={<Button aria-label={t('buttonOf', { name })}>{t('button')}</Button>}
      open={isOpen}
      onOpenChange={open}
      title={t('confirmTitle', { name })}
      description={<Foreseen integration={integration} preview={preview} />}
      confirmLabel={t('confirm')}
      busyLabel={t('busy')}
      phrase={name}
      phraseLabel={settings('typeName', { name })}
      onConfirm={(form) => {
        form.set('confirmation', name)
        return bringBackAction(tenant, id, form)
      }}
      onDone={() => {
        toast.success(t('done', { name }))
        router.push(routes.broughtBack(tenant, id))
        router.refresh()
      }}
    >
      {typeof preview === 'object' && preview.isNameTaken && (
        <TextField
          name="name"
          label={t('name')}
          hint={t('nameTaken', { name })}
          required
          maxLength={LONGEST_NAME}
          autoComplete="off"
        />
      )}
    </ConfirmDialog>
  )
}

/** As high while it is looked for as most answers are: the dialog stays where it is. */
function Foreseen({
  integration: { people },
  preview,
}: {
  integration: Shown
  preview: ReturnPreview | 'failed' | undefined
}) {
  const t = useTranslations('scimSettings.deleted')
  if (preview === 'failed') return <Notice tone="err">{t('failed')}</Notice>
  if (!preview) return <span className="block min-h-48 pt-2">{t('looking')}</span>
  const { users, groups } = preview
  const away = AWAY.flatMap((why) => {
    const count = (users.away[why] ?? 0) + (groups.away[why] ?? 0)
    return count > 0 ? [{ why, count }] : []
  })
  return (
    <span className="flex min-h-48 flex-col gap-3 pt-2">
      <span className="flex flex-col gap-1">
        <span className="block font-medium text-fg">{t('comesBack')}</span>
        <span className="block">{t('settings')}</span>
        {users.back + groups.back > 0 && (
          <span className="block">{t(`back.${people}`, { users: users.back, groups: groups.back })}</span>
        )}
      </span>
      <span className="flex flex-col gap-1">
        <span className="block font-medium text-fg">{t('staysAway')}</span>
        <span className="block">{t('tokens')}</span>
        {away.map(({ why, count }) => (
          <span key={why} className="block">
            {t(`away.${why}`, { count })}
          </span>
        ))}
      </span>
    </span>
  )
}

const AWAY = ['managed-elsewhere', 'not-here', 'another-identity', 'user-name-taken'] as const
