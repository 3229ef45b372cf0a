'use client'

import { useQuery } from '@tanstack/react-query'
import { Command } from 'cmdk'
import { Check, Search } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { cn } from './cn'
import { controlClass, inputHeight } from './input'

const DEBOUNCE_MILLISECONDS = 200

/** One thing that can be chosen. With `reason` it cannot, and says why. */
export type Pick = { id: string; group: string; reason?: string | undefined }

/**
 * A search box over a list from which any number can be chosen, with the arrow keys and Enter too. `read` answers what
 * fits a text; the texts of its state are given, as is how one is drawn.
 */
export function SearchPicker<Item extends Pick>({
  label,
  queryKey,
  read,
  chosen,
  onToggle,
  render,
  texts,
}: {
  label: string
  queryKey: readonly string[]
  read: (text: string, signal: AbortSignal) => Promise<readonly Item[]>
  chosen: ReadonlySet<string>
  onToggle: (item: Item) => void
  render: (item: Item) => ReactNode
  texts: { none: string; searching: string; failed: string }
}) {
  const [typed, setTyped] = useState('')
  const text = useSettled(typed.trim())
  const { data, isError, isPending } = useQuery({
    queryKey: [...queryKey, text],
    queryFn: ({ signal }) => read(text, signal),
    placeholderData: (before) => before,
  })
  const groups = [...new Set(data?.map(({ group }) => group))]
  return (
    <Command shouldFilter={false} label={label} loop className="flex flex-col gap-2">
      <div className="relative">
        <Search className="-translate-y-1/2 pointer-events-none absolute top-1/2 start-2.5 text-fg-3" />
        <Command.Input
          value={typed}
          onValueChange={setTyped}
          placeholder={label}
          className={cn(controlClass, inputHeight, 'ps-8')}
        />
      </div>
      <Command.List
        label={label}
        className="h-64 overflow-y-auto overscroll-contain rounded-control border bg-surface p-1"
      >
        {isPending && <Command.Loading>{message(texts.searching)}</Command.Loading>}
        {isError && message(texts.failed)}
        {data?.length === 0 && <Command.Empty>{message(texts.none)}</Command.Empty>}
        {groups.map((group) => (
          <Command.Group
            key={group}
            heading={group}
            className="**:[[cmdk-group-heading]]:px-2 **:[[cmdk-group-heading]]:pt-1.5 **:[[cmdk-group-heading]]:pb-1 **:[[cmdk-group-heading]]:text-fg-3 **:[[cmdk-group-heading]]:text-meta"
          >
            {data
              ?.filter((item) => item.group === group)
              .map((item) => (
                <Command.Item
                  key={item.id}
                  value={item.id}
                  disabled={Boolean(item.reason)}
                  onSelect={() => onToggle(item)}
                  className="flex min-h-10 cursor-default items-center gap-2 rounded-control px-2 py-1 text-body data-[disabled=true]:text-fg-3 data-[selected=true]:bg-hover"
                >
                  <span className="min-w-0 flex-1">{render(item)}</span>
                  {item.reason && <span className="shrink-0 text-fg-3 text-meta">{item.reason}</span>}
                  <Check
                    aria-hidden
                    className={cn('shrink-0 text-accent-text', !chosen.has(item.id) && 'invisible')}
                  />
                </Command.Item>
              ))}
          </Command.Group>
        ))}
      </Command.List>
    </Command>
  )
}

function message(text: string) {
  return <p className="px-2 py-6 text-center text-fg-2 text-meta">{text}</p>
}

/** A text once it has kept still for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(setSettled, DEBOUNCE_MILLISECONDS, text)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
