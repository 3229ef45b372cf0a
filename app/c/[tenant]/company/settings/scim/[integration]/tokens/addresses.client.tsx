'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { ActionForm } from '@/components/ui/action-form.client'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog.client'
import { DialogFooter } from '@/components/ui/dialog-parts.client'
import { TextareaField } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { SubmitButton } from '@/components/ui/submit-button.client'
import { toast } from '@/components/ui/toast'
import { restrictTokenAction } from './actions'
import type { Rotated } from './rotate.client'

/** So many ranges are named in a row before the others are only counted. */
const NAMED = 2

/** From where a token may be used, in a form of its own, of its creation or of its rotation. */
export function AddressesField({
  given = [],
  error,
}: {
  given?: readonly string[] | undefined
  error: string | undefined
}) {
  const t = useTranslations('tokens.addresses')
  return (
    <TextareaField
      label={t('label')}
      name="allowedAddresses"
      optional
      rows={2}
      defaultValue={given.join('\n')}
      hint={t('hint')}
      error={error}
      autoComplete="off"
      spellCheck={false}
    />
  )
}

/** From where a token may be used, as its row tells it, and what changes it. */
export function TokenAddresses({
  tenant,
  id,
  token,
  shutOut,
  refusal,
}: {
  tenant: string
  id: string
  token: Rotated & { name: string }
  /** From where it was used last, if that is refused. */
  shutOut: string | null
  refusal: string | undefined
}) {
  const t = useTranslations('tokens.addresses')
  const { allowedAddresses } = token
  const [named, more] = [allowedAddresses.slice(0, NAMED), Math.max(0, allowedAddresses.length - NAMED)]
  return (
    <>
      <span className="flex flex-wrap items-center gap-x-2 text-fg-3 text-meta">
        <span className="min-w-0 break-words" title={allowedAddresses.join(', ')}>
          {named.length > 0 ? t('only', { addresses: named.join(', '), more }) : t('everywhere')}
        </span>
        {!refusal && <EditAddresses {...{ tenant, id, token }} />}
      </span>
      {shutOut && (
        <span className="block max-w-80 text-meta text-warn-fg">{t('shutOut', { address: shutOut })}</span>
      )}
    </>
  )
}

function EditAddresses({
  tenant,
  id,
  token,
}: {
  tenant: string
  id: string
  token: Rotated & { name: string }
}) {
  const t = useTranslations('tokens.addresses')
  const [open, setOpen] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  function turn(isOpen: boolean) {
    setOpen(isOpen)
    setRefused(null)
  }
  return (
    <Dialog
      title={t('title', { name: token.name })}
      description={t('text')}
      open={open}
      onOpenChange={turn}
      trigger={
        <Button variant="ghost" size="sm" aria-label={t('editOf', { name: token.name })}>
          {t('edit')}
        </Button>
      }
    >
      <ActionForm
        action={restrictTokenAction.bind(null, tenant, id, token.id)}
        onSuccess={(wouldRefuse: string | null) => {
          setRefused(wouldRefuse)
          if (wouldRefuse !== null) return
          toast.success(t('saved'))
          turn(false)
        }}
      >
        {({ errors }) => (
          <>
            <AddressesField given={token.allowedAddresses} error={errors.allowedAddresses} />
            {refused && (
              <>
                <div role="alert">
                  <Notice tone="warn">{t('wouldShutOut', { address: refused })}</Notice>
                </div>
                <input type="hidden" name="meant" value={refused} />
              </>
            )}
            <DialogFooter>
              <Button onClick={() => turn(false)}>{t('cancel')}</Button>
              <SubmitButton busyLabel={t('saving')}>{t(refused ? 'saveAnyway' : 'save')}</SubmitButton>
            </DialogFooter>
          </>
        )}
      </ActionForm>
    </Dialog>
  )
}
