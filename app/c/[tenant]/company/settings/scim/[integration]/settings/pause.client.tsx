'use client'

import { useState, useTransition } from 'react'
import { toast } from 'sonner'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog.client'
import { pauseAction, resumeAction } from '../actions'

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
  const [busy, start] = useTransition()
  const [error, setError] = useState<string>()
  if (refusal) return <Button reason={refusal}>{isPaused ? 'Resume' : 'Pause'}</Button>
  if (!isPaused) {
    return (
      <ConfirmDialog
        title={`Pause ${name}?`}
        description="Your identity provider’s calls are refused with 403 until you resume. Nothing here is changed."
        confirmLabel="Pause"
        busyLabel="Pausing…"
        trigger={<Button>Pause</Button>}
        onConfirm={() => pauseAction(tenant, id)}
        onDone={() => toast.success(`${name} is paused`)}
      />
    )
  }
  function resume() {
    setError(undefined)
    start(async () => {
      const result = await resumeAction(tenant, id).catch(() => null)
      if (result?.ok) toast.success(`${name} is running again`)
      else setError(result ? Object.values(result.errors)[0] : 'We couldn’t reach the server. Try again.')
    })
  }
  return (
    <span className="flex flex-col items-end gap-1">
      <Button variant="primary" onClick={resume} aria-busy={busy || undefined}>
        {busy ? 'Resuming…' : 'Resume'}
      </Button>
      {error && (
        <span role="alert" className="text-err-fg text-meta">
          {error}
        </span>
      )}
    </span>
  )
}
