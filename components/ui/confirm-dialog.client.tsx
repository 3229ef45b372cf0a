'use client'

import { type ReactElement, type ReactNode, type SubmitEvent, useId, useState, useTransition } from 'react'
import { useTranslations } from 'use-intl'
import type { ActionResult } from '@/lib/base/action-result'
import { leavePage } from '../live/leaving'
import { useWords } from '../messages.client'
import { proving } from '../step-up/prove'
import { deedFailure } from './action-failure'
import { Button } from './button'
import { Dialog } from './dialog.client'
import { DialogClose } from './dialog-parts.client'
import { TextField } from './field'
import { Notice } from './notice'

/**
 * Asks before something is done. `phrase` must be typed first when it is given. `onConfirm` may answer with an
 * ActionResult: on errors the dialog stays and shows them, otherwise it closes and `onDone` runs.
 */
export function ConfirmDialog({
  title,
  description,
  confirmLabel,
  cancelLabel,
  busyLabel,
  tone = 'primary',
  phrase,
  phraseLabel,
  trigger,
  open: openFromOutside,
  onOpenChange,
  onConfirm,
  onDone,
  leaves = false,
  children,
}: {
  title: string
  description: ReactNode
  confirmLabel: string
  cancelLabel?: string
  busyLabel?: string
  tone?: 'primary' | 'destructive'
  phrase?: string
  phraseLabel?: string
  trigger?: ReactElement
  open?: boolean
  onOpenChange?: (open: boolean) => void
  // biome-ignore lint/suspicious/noConfusingVoidType: an action that answers nothing has no errors to show
  onConfirm: (form: FormData) => Promise<ActionResult<unknown> | void>
  onDone?: () => void
  /** What the page shows will be gone, and `onDone` leads away from it. */
  leaves?: boolean
  children?: ReactNode
}) {
  const words = useWords()
  const t = useTranslations('ui')
  const formId = useId()
  const [openInside, setOpenInside] = useState(false)
  const [typed, setTyped] = useState('')
  const [error, setError] = useState<string>()
  const [busy, start] = useTransition()
  const open = openFromOutside ?? openInside
  const reason = phrase !== undefined && typed.trim() !== phrase ? t('typeFirst', { phrase }) : undefined

  function change(next: boolean) {
    if (busy) return
    setTyped('')
    setError(undefined)
    setOpenInside(next)
    onOpenChange?.(next)
  }

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    if (busy || reason) return
    const form = new FormData(event.currentTarget)
    start(async () => {
      let stay: (() => void) | undefined
      try {
        const result = await proving(() => {
          if (leaves) stay = leavePage()
          return onConfirm(form)
        })
        if (result && !result.ok) {
          stay?.()
          const isDeclined = result.stepUp === 'declined'
          setError(isDeclined ? undefined : (Object.values(result.errors)[0] ?? t('didNotWork')))
          return
        }
      } catch (thrown) {
        stay?.()
        setError(words(deedFailure(thrown)))
        return
      }
      setOpenInside(false)
      onOpenChange?.(false)
      setTyped('')
      setError(undefined)
      onDone?.()
    })
  }

  return (
    <Dialog
      {...{ title, description, trigger, open }}
      onOpenChange={change}
      footer={
        <>
          <DialogClose>
            <Button>{cancelLabel ?? t('cancel')}</Button>
          </DialogClose>
          <Button
            type="submit"
            form={formId}
            variant={tone}
            reason={reason}
            aria-disabled={busy || undefined}
          >
            {busy ? (busyLabel ?? `${confirmLabel}…`) : confirmLabel}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-4 empty:hidden">
        {error && <Notice tone="err">{error}</Notice>}
        {children}
        {phrase !== undefined && (
          <TextField
            label={phraseLabel ?? t('typeToConfirm', { phrase })}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autoComplete="off"
            spellCheck={false}
          />
        )}
      </form>
    </Dialog>
  )
}
