'use client'

import { type SubmitEvent, useEffect, useId, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog.client'
import { DialogClose } from '../ui/dialog-parts.client'
import { PasswordField } from '../ui/password-field.client'

/**
 * Asks whoever sits there for their password. It is no form over a server action and runs in no transition: the action
 * that waits for it holds both up.
 */
export function StepUpDialog({ open, onAnswer }: { open: boolean; onAnswer: (isProven: boolean) => void }) {
  const t = useTranslations('stepUp')
  const formId = useId()
  const form = useRef<HTMLFormElement>(null)
  const [refusal, setRefusal] = useState<{ words: string }>()
  const [isBusy, setBusy] = useState(false)

  useEffect(() => {
    if (!refusal) return
    const field = form.current?.querySelector<HTMLInputElement>('[name="password"]')
    field?.focus()
    field?.select()
  }, [refusal])

  function end(isProven: boolean) {
    setRefusal(undefined)
    onAnswer(isProven)
  }

  async function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    if (isBusy) return
    setBusy(true)
    const words = await prove(String(new FormData(event.currentTarget).get('password') ?? ''))
    setBusy(false)
    if (words === undefined) end(true)
    else setRefusal({ words: words || t('offline') })
  }

  return (
    <Dialog
      title={t('title')}
      description={t('text')}
      open={open}
      onOpenChange={(next) => !next && !isBusy && end(false)}
      footer={
        <>
          <DialogClose>
            <Button>{t('cancel')}</Button>
          </DialogClose>
          <Button type="submit" form={formId} variant="primary" aria-busy={isBusy || undefined}>
            {t(isBusy ? 'confirming' : 'confirm')}
          </Button>
        </>
      }
    >
      <form ref={form} id={formId} onSubmit={submit} noValidate>
        <PasswordField
          label={t('password')}
          name="password"
          autoComplete="current-password"
          autoFocus
          error={refusal?.words}
        />
      </form>
    </Dialog>
  )
}

/** Answers why not, in words where the server had any; undefined once it is proved. */
async function prove(password: string): Promise<string | undefined> {
  try {
    const response = await fetch('/api/step-up', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ password }),
    })
    if (response.ok) return undefined
    const { error = '' } = (await response.json()) as { error?: string }
    return error
  } catch {
    return ''
  }
}
