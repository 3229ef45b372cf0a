'use client'

import { Search, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { cn } from './cn'
import { controlClass, inputHeight } from './input'

/** A search box that reports 200 ms after the last keystroke, at once on Enter or when it is cleared. */
export function SearchField({
  label,
  placeholder = label,
  value,
  onSearch,
  className,
}: {
  label: string
  placeholder?: string
  value: string
  onSearch: (text: string) => void
  className?: string
}) {
  const t = useTranslations('ui')
  const input = useRef<HTMLInputElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const reported = useRef(value)
  const [text, setText] = useState(value)

  // The address changed without us (Back, “Clear filters”): follow it.
  useEffect(() => {
    if (value === reported.current) return
    reported.current = value
    setText(value)
  }, [value])
  useEffect(() => () => clearTimeout(timer.current), [])

  function report(next: string) {
    clearTimeout(timer.current)
    reported.current = next.trim()
    onSearch(reported.current)
  }

  function change(next: string) {
    setText(next)
    clearTimeout(timer.current)
    timer.current = setTimeout(report, 200, next)
  }

  return (
    <search className={cn('relative block w-full sm:w-72', className)}>
      <Search className="-translate-y-1/2 pointer-events-none absolute top-1/2 start-2.5 text-fg-3" />
      <input
        ref={input}
        type="search"
        aria-label={label}
        placeholder={placeholder}
        value={text}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => change(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && report(text)}
        className={cn(controlClass, inputHeight, 'px-8')}
      />
      {text && (
        <button
          type="button"
          aria-label={t('clearSearch')}
          onClick={() => {
            setText('')
            report('')
            input.current?.focus()
          }}
          className="absolute inset-y-0 end-1 my-auto flex size-6 items-center justify-center rounded-tag text-fg-3 hover:text-fg"
        >
          <X className="size-3.5" />
        </button>
      )}
    </search>
  )
}
