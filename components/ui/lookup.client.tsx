'use client'

import { Command } from 'cmdk'
import type { ReactNode } from 'react'

/**
 * A box to type in and the matches under it, chosen by arrows and Enter or by a click. Whoever uses it looks for the
 * matches: `text` is what has been typed.
 */
export function Lookup({
  label,
  placeholder,
  text,
  onText,
  options,
  nothing,
  onPick,
}: {
  label: string
  placeholder: string
  text: string
  onText: (text: string) => void
  options: readonly { value: string; label: string; detail?: ReactNode }[]
  /** Said where nothing matches. */
  nothing: string
  onPick: (value: string) => void
}) {
  return (
    <Command shouldFilter={false} loop label={label}>
      <Command.Input
        value={text}
        onValueChange={onText}
        placeholder={placeholder}
        aria-label={label}
        className="h-9 w-full border-b bg-transparent px-2 text-body outline-none max-sm:h-11 max-sm:text-touch"
      />
      <Command.List className="max-h-64 overflow-y-auto pt-1" label={label}>
        {options.length === 0 && <p className="px-2 py-3 text-cell text-fg-3">{nothing}</p>}
        {options.map(({ value, label: name, detail }) => (
          <Command.Item
            key={value}
            value={value}
            onSelect={onPick}
            className="flex min-h-8 cursor-pointer select-none items-center justify-between gap-3 rounded-control px-2 py-1 text-body data-[selected=true]:bg-hover max-sm:min-h-11"
          >
            <span className="min-w-0 truncate">{name}</span>
            {detail && <span className="shrink-0 text-fg-3 text-meta">{detail}</span>}
          </Command.Item>
        ))}
      </Command.List>
    </Command>
  )
}
