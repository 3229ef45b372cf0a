'use client'

import { Pencil } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { ActionForm } from '@/components/ui/action-form.client'
import { Button, buttonClass } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { SubmitButton } from '@/components/ui/submit-button.client'
import { toast } from '@/components/ui/toast'
import { LONGEST_NAME } from '@/lib/integrations/choices'
import { renameAction } from './actions'

/** The name of an integration, changed where it stands: with the pencil beside it, or F2. */
export function RenameTitle({ tenant, id, name }: { tenant: string; id: string; name: string }) {
  const t = useTranslations('scimSettings.rename')
  const [isOpen, setOpen] = useState(false)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isModal = document.querySelector('[role="dialog"][data-state="open"]') !== null
      if (event.key !== 'F2' || isModal) return
      event.preventDefault()
      setOpen(true)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  if (!isOpen) {
    return (
      <button
        type="button"
        aria-label={t('button')}
        aria-keyshortcuts="F2"
        title={t('button')}
        onClick={() => setOpen(true)}
        className={buttonClass({ variant: 'ghost', size: 'icon' })}
      >
        <Pencil />
      </button>
    )
  }
  return (
    <span data-renaming className="block w-full max-w-[480px]">
      <ActionForm
        action={renameAction.bind(null, tenant, id)}
        onSuccess={() => {
          setOpen(false)
          toast.success(t('saved'))
        }}
      >
        {({ errors }) => (
          <div className="flex items-end gap-2">
            <Field label={t('label')} error={errors.name} className="min-w-0 flex-1">
              {(control) => (
                <Input
                  {...control}
                  name="name"
                  defaultValue={name}
                  maxLength={LONGEST_NAME}
                  autoComplete="off"
                  ref={(input) => input?.select()}
                  onKeyDown={(event) => event.key === 'Escape' && setOpen(false)}
                />
              )}
            </Field>
            <SubmitButton busyLabel={t('saving')}>{t('save')}</SubmitButton>
            <Button onClick={() => setOpen(false)}>{t('cancel')}</Button>
          </div>
        )}
      </ActionForm>
    </span>
  )
}
