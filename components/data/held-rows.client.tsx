'use client'

import { ArrowUp } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { buttonClass } from '../ui/button'
import { cn } from '../ui/cn'
import { type Held, hold } from './hold'

/**
 * Rows that keep their places while somebody works with them. `scope` names the search that `rows` answer, and is
 * undefined while they answer an older one; `isBusy` is asked whenever a newer answer to the same search comes.
 */
export function useHeldRows<Row>(
  rows: readonly Row[],
  scope: string | undefined,
  options: { idOf: (row: Row) => string; isFull: boolean; isBusy: () => boolean },
): Held<Row> & { release: () => void } {
  const [held, setHeld] = useState<Held<Row>>({ rows, waiting: 0 })
  const last = useRef({ scope, rows })
  const latest = useRef(options)
  latest.current = options
  useEffect(() => {
    if (last.current.rows === rows && last.current.scope === scope) return
    const sameSearch = last.current.scope === scope
    last.current = { scope, rows }
    const { idOf, isFull, isBusy } = latest.current
    setHeld((before) =>
      sameSearch && before.rows.length > 0 && isBusy()
        ? hold(before.rows, rows, idOf, isFull)
        : { rows, waiting: 0 },
    )
  }, [rows, scope])
  return { ...held, release: () => setHeld({ rows, waiting: 0 }) }
}

/** “3 new users”: shows them when somebody asks for it. It takes no place of its own, so that nothing moves. */
export function NewRows({ text, onShow }: { text: string; onShow: () => void }) {
  return (
    <div className="pointer-events-none sticky top-20 z-20 flex h-0 justify-center">
      <button
        type="button"
        onClick={onShow}
        className={cn(
          buttonClass({ variant: 'primary', size: 'sm' }),
          'pointer-events-auto mt-10 animate-fade-in rounded-full shadow-float max-sm:mt-2',
        )}
      >
        <ArrowUp className="size-3.5" />
        {text}
      </button>
    </div>
  )
}
