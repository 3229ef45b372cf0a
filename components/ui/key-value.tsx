import type { ReactNode } from 'react'
import { Words } from '../messages.client'
import { cn } from './cn'

export type KeyValue = { label: ReactNode; value: ReactNode; source?: string }

/** Facts as a list: labels in a column of 160 px, above their value on narrow screens. Empty values read “Not set”. */
export function KeyValueList({ items, className }: { items: readonly KeyValue[]; className?: string }) {
  return (
    <dl className={cn('grid text-body', className)}>
      {items.map((item, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is fixed; a label need not be a string
          key={index}
          className="grid gap-x-4 grid-cols-[minmax(0,1fr)] gap-y-0.5 border-b py-2 first:pt-0 last:border-b-0 last:pb-0 sm:grid-cols-[160px_minmax(0,1fr)]"
        >
          <dt className="min-w-0 text-fg-2 [overflow-wrap:anywhere]">{item.label}</dt>
          <dd className="flex min-w-0 flex-wrap items-baseline justify-between gap-x-4">
            <span className="min-w-0 [overflow-wrap:anywhere]">
              {item.value === undefined || item.value === null || item.value === '' ? (
                <span className="text-fg-3">
                  <Words of="ui.notSet" />
                </span>
              ) : (
                item.value
              )}
            </span>
            {item.source && <code className="break-all font-mono text-code text-fg-3">{item.source}</code>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
