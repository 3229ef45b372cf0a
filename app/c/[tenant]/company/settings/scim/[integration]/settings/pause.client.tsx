'use client'

import { useState, useTransition } from 'react'
import { useTranslations } from 'use-intl'
import { useWords } from '@/components/messages.client'
import { deedFailure } from '@/components/ui/action-failure'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'
import { PauseDialog } from '../../pause-dialog.client'
import { resumeAction } from '../actions'

export function PauseSetting({
  tenant,
  id,
  name,
  isPaused,
  refusal,
}: {
  tenant: string
  id: string
  name: string
  isPaused: boolean
  refusal: string | undefined
}) {
  const t = useTranslations('scimSettings')
  const words = useWords()
  const [busy, start] = useTransition()
  const [error, setError] = useState<string>()
  if (refusal) return <Button reason={refusal}>{t(isPaused ? 'settings.resume' : 'settings.pause')}</Button>
  if (!isPaused) {
    return <PauseDialog {...{ tenant, id, name }} trigger={<Button>{t('settings.pause')}</Button>} />
  }
  function resume() {
    setError(undefined)
    start(async () => {
      try {
        const result = await resumeAction(tenant, id)
        if (result.ok) toast.success(t('settings.resumed', { name }))
        else setError(Object.values(result.errors)[0])
      } catch (thrown) {
        setError(words(deedFailure(thrown)))
      }
    })
  }
  return (
    <span className="flex flex-col items-end gap-1">
      <Button variant="primary" onClick={resume} aria-busy={busy || undefined}>
        {t(busy ? 'settings.resuming' : 'settings.resume')}
      </Button>
      {error && (
        <span role="alert" className="text-err-fg text-meta">
          {error}
        </span>
      )}
    </span>
  )
}
