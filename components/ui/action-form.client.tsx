'use client'

import { type ReactNode, useActionState, useEffect, useRef } from 'react'
import type { ActionResult } from '@/lib/base/action-result'
import { useWords } from '../messages.client'
import { proving } from '../step-up/prove'
import { actionFailure } from './action-failure'
import { cn } from './cn'
import { Notice } from './notice'

/**
 * A form over a server action that answers with an ActionResult. Errors come back by field name (`''` is shown above
 * the fields), focus moves to the first of them, and what was typed stays.
 */
export function ActionForm<T>({
  action,
  onSuccess,
  className,
  children,
}: {
  action: (form: FormData) => Promise<ActionResult<T>>
  onSuccess?: (data: T) => void
  className?: string
  children: (form: { errors: Record<string, string>; pending: boolean }) => ReactNode
}) {
  const words = useWords()
  const form = useRef<HTMLFormElement>(null)
  const [state, run, pending] = useActionState(async (_: ActionResult<T> | null, data: FormData) => {
    try {
      const result = await proving(() => action(data))
      if (result.ok) onSuccess?.(result.data)
      else if (result.kept) return { ...result, errors: { ...result.errors, '': result.kept } }
      return result
    } catch (error) {
      return { ok: false as const, errors: { '': words(actionFailure(error, 'errors.entriesKept')) } }
    }
  }, null)
  const errors: Record<string, string> = state && !state.ok ? state.errors : {}

  useEffect(() => {
    if (!state || state.ok) return
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-form-error]')?.focus()
  }, [state])

  return (
    // React empties a form after its action; preventing the reset keeps what was typed.
    <form
      ref={form}
      action={run}
      noValidate
      onReset={(event) => event.preventDefault()}
      className={cn('flex flex-col gap-5', className)}
    >
      {errors[''] && (
        <div data-form-error tabIndex={-1} className="rounded-card">
          <Notice tone="err">{errors['']}</Notice>
        </div>
      )}
      {children({ errors, pending })}
    </form>
  )
}
