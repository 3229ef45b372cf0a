'use client'

import { useOptimistic, useState, useTransition } from 'react'
import { useTranslations } from 'use-intl'
import { useWords } from '@/components/messages.client'
import { deedFailure } from '@/components/ui/action-failure'
import { ConfirmDialog } from '@/components/ui/confirm-dialog.client'
import { Notice } from '@/components/ui/notice'
import { RadioGroup } from '@/components/ui/radio-group'
import { GroupSwitch } from '../../group-switch.client'
import { setGroupSyncAction } from '../actions'

/** The switch acts at once; turning it off while there are groups asks what becomes of them. */
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
  const t = useTranslations('scimSettings')
  const words = useWords()
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
      } catch (thrown) {
        setError(words(deedFailure(thrown)))
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
        title={t('groupSync.offTitle')}
        description={t('groupSync.have', { groups })}
        confirmLabel={t('groupSync.turnOff')}
        busyLabel={t('groupSync.turningOff')}
        open={asking}
        onOpenChange={setAsking}
        onConfirm={(form) =>
          setGroupSyncAction(tenant, id, false, form.get('groups') === 'remove' ? 'remove' : 'keep')
        }
      >
        <RadioGroup
          legend={t('groupSync.fate', { groups })}
          name="groups"
          columns={1}
          defaultValue="keep"
          choices={[
            { value: 'keep', label: t('groupSync.keep'), description: t('groupSync.keepText') },
            { value: 'remove', label: t('groupSync.remove'), description: t('groupSync.removeText') },
          ]}
        />
      </ConfirmDialog>
    </>
  )
}
