'use client'

import { Check, Copy } from 'lucide-react'
import { type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from './button'
import { cn } from './cn'

/** `copied` holds for 2 s; `refused` when the browser would not write to the clipboard. */
export function useCopy(): {
  state: 'idle' | 'copied' | 'refused'
  copy: (text: string) => Promise<boolean>
} {
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle')
  useEffect(() => {
    if (state !== 'copied') return
    const timer = setTimeout(() => setState('idle'), 2000)
    return () => clearTimeout(timer)
  }, [state])
  async function copy(text: string) {
    try {
      await navigator.clipboard.writeText(text)
      setState('copied')
      return true
    } catch {
      setState('refused')
      return false
    }
  }
  return { state, copy }
}

/**
 * A value to take elsewhere: read-only, whole (it wraps, it is never cut), with Copy beside it. `secret` keeps it out
 * of session replays and page translation. `onCopied` runs after the value reached the clipboard.
 */
export function CopyField({
  label,
  value,
  hint,
  secret,
  onCopied,
  className,
}: {
  label: string
  value: string
  hint?: ReactNode
  secret?: boolean
  onCopied?: () => void
  className?: string
}) {
  const t = useTranslations('ui')
  const id = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const { state, copy } = useCopy()

  // Where `field-sizing` is missing the box is fitted by hand.
  useLayoutEffect(() => {
    const box = field.current
    if (!box || CSS.supports('field-sizing', 'content')) return
    const fit = () => {
      box.style.height = 'auto'
      box.style.height = `${box.scrollHeight}px`
    }
    const observer = new ResizeObserver(fit)
    observer.observe(box)
    return () => observer.disconnect()
  }, [])

  async function take() {
    if (await copy(value)) onCopied?.()
    else field.current?.select()
  }

  return (
    <div className={cn('flex min-w-0 flex-col gap-1.5', className)}>
      <label htmlFor={id} className="font-medium text-body">
        {label}
      </label>
      <div className="flex items-start gap-1 rounded-control border border-border-strong bg-subtle p-1 has-[textarea:focus-visible]:outline-2 has-[textarea:focus-visible]:outline-ring has-[textarea:focus-visible]:outline-offset-2">
        <textarea
          ref={field}
          id={id}
          readOnly
          rows={1}
          value={value}
          spellCheck={false}
          autoComplete="off"
          translate="no"
          aria-describedby={hint ? `${id}-hint` : undefined}
          {...(secret ? { 'data-private': true } : {})}
          onFocus={(event) => event.currentTarget.select()}
          className="field-sizing-content min-h-7 min-w-0 flex-1 resize-none break-all bg-transparent px-2 py-1 font-mono text-code text-fg outline-none max-sm:min-h-10 max-sm:py-2.5 pointer-coarse:min-h-11 pointer-coarse:py-3"
        />
        <Button
          size="sm"
          onClick={take}
          aria-label={state === 'copied' ? undefined : t('copyLabel', { label })}
          className="w-[5.25rem]"
        >
          {state === 'copied' ? <Check className="text-ok-dot" /> : <Copy />}
          {state === 'copied' ? t('copied') : t('copy')}
        </Button>
      </div>
      {hint && (
        <p id={`${id}-hint`} className="text-fg-3 text-meta">
          {hint}
        </p>
      )}
      <p aria-live="polite" className={state === 'refused' ? 'text-meta text-warn-fg' : 'sr-only'}>
        {state === 'copied' && t('copiedLabel', { label })}
        {state === 'refused' && t('copyByKeys')}
      </p>
    </div>
  )
}

/** A short value in a sentence or list, with a small button that copies it. */
export function CopyText({ label, value }: { label: string; value: string }) {
  const t = useTranslations('ui')
  const { state, copy } = useCopy()
  return (
    <span className="inline-flex min-w-0 max-w-full items-center gap-1">
      <code className="min-w-0 break-all font-mono text-code">{value}</code>
      <button
        type="button"
        data-key="y"
        onClick={() => copy(value)}
        aria-label={t('copyLabel', { label })}
        className="inline-flex size-6 shrink-0 items-center justify-center rounded-tag text-fg-3 hover:bg-hover hover:text-fg pointer-coarse:size-11 print:hidden"
      >
        {state === 'copied' ? <Check className="text-ok-dot" /> : <Copy className="size-3.5" />}
      </button>
      <span aria-live="polite" className="sr-only">
        {state === 'copied' && t('copiedLabel', { label })}
        {state === 'refused' && t('copyRefused', { label })}
      </span>
    </span>
  )
}
