'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog.client'
import { toast } from '@/components/ui/toast'
import { addAction } from './actions'
import { EntitlementForm } from './fields.client'

export function AddEntitlement({ tenant, refusal }: { tenant: string; refusal: string | undefined }) {
  const t = useTranslations('entitlements')
  const [open, setOpen] = useState(false)
  if (refusal) return <Button reason={refusal}>{t('add')}</Button>
  return (
    <Dialog
      title={t('addTitle')}
      open={open}
      onOpenChange={setOpen}
      trigger={<Button variant="primary">{t('add')}</Button>}
    >
      <EntitlementForm
        action={addAction.bind(null, tenant)}
        submitLabel={t('add')}
        onCancel={() => setOpen(false)}
        onDone={() => {
          setOpen(false)
          toast.success(t('added'))
        }}
      />
    </Dialog>
  )
}
