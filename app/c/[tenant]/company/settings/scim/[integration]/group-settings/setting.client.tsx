'use client'

import { useOptimistic, useState, useTransition } from 'react'
import { ConfirmDialog } from '@/components/ui/confirm-dialog.client'
import { Notice } from '@/components/ui/notice'
import { GroupSwitch } from '../../group-switch.client'
import { setGroupSyncAction } from '../actions'

/** The switch acts at once; turning it off while there are groups asks first. */
export function GroupSyncSetting({
  tenant,
  id,
  isOn,
  groups,
  canWrite,
}: {
  tenant: string
  id: string
  isOn: boolean
  groups: number
  canWrite: boolean
}) {
  const [shown, show] = useOptimistic(isOn)
  const [asking, setAsking] = useState(false)
  const [error, setError] = useState<string>()
  const [, start] = useTransition()

  function turn(on: boolean) {
    setError(undefined)
    start(async () => {
      show(on)
      try {
        const result = await setGroupSyncAction(tenant, id, on)
        if (!result.ok) setError(Object.values(result.errors)[0])
      } catch {
        setError('We couldn’t reach the server. Nothing has changed. Check your connection and try again.')
      }
    })
  }

  return (
    <>
      {error && <Notice tone="err">{error}</Notice>}
      <GroupSwitch
        checked={shown}
        disabled={!canWrite}
        onCheckedChange={(on) => (on || groups === 0 ? turn(on) : setAsking(true))}
      />
      <ConfirmDialog
        title="Turn group sync off?"
        description={`You have ${groups === 1 ? '1 IDP group' : `${groups} IDP groups`}. ${groups === 1 ? 'It is' : 'They are'} kept and ${groups === 1 ? 'stops' : 'stop'} updating. You can turn this on again at any time.`}
        confirmLabel="Turn off"
        open={asking}
        onOpenChange={setAsking}
        onConfirm={async () => turn(false)}
      />
    </>
  )
}
