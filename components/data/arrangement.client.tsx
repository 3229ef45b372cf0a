'use client'

import { type CSSProperties, type PointerEvent, type RefObject, useMemo, useRef, useState } from 'react'
import type { List } from '../live/read.client'
import { layOut, readWidths, type Widths, widened, writeWidths } from './widths'

/** The lists whose columns somebody may arrange; the others have few. */
const ARRANGEABLE: ReadonlySet<string> = new Set(['users', 'groups'])
/** A table whose columns are as wide as they were made. */
export const SIZED =
  'sm:w-(--table-width) sm:table-fixed sm:[&_td]:overflow-hidden sm:[&_td]:text-ellipsis sm:[&_td]:whitespace-nowrap sm:[&_th]:overflow-hidden'
/** The column of the checkboxes. */
const CHOICE_WIDTH = 40
export const NAME_COLUMN = 'name'

export type Arrangement = {
  table: RefObject<HTMLTableElement | null>
  /** Undefined while nobody has made a column wider or narrower: then columns are as wide as what is in them. */
  widths: Widths | undefined
  style: CSSProperties | undefined
  /** Makes a column wider or narrower by so much. */
  widen: (id: string, by: number) => void
  /** Follows the pointer from where it took hold of the end of a column until it lets go. */
  drag: (id: string, event: PointerEvent<HTMLElement>) => void
}

/**
 * How wide the columns of a list are, where they can be arranged; it lives in the address, and so in views, beside which
 * columns there are.
 */
export function useArrangement<Row>(
  { read, search, change }: List<Row>,
  ids: readonly string[],
  hasChoice: boolean,
): Arrangement | undefined {
  const table = useRef<HTMLTableElement>(null)
  const [dragged, setDragged] = useState<Widths>()
  const kept = useMemo(() => readWidths(search.widths), [search.widths])
  const widths = dragged ?? kept
  const keep = (next: Widths) => change({ widths: writeWidths(next) }, 'replace')
  const laidOut = widths.size > 0 ? layOut(widths, [NAME_COLUMN, ...ids]) : undefined

  /** As they are on the screen, so that what is given a width next does not make the others jump. */
  function measured(): Widths {
    const heads = table.current?.querySelectorAll<HTMLElement>('th[data-column]') ?? []
    return new Map([...heads].map((head) => [head.dataset.column ?? '', head.offsetWidth]))
  }
  const current = () => (kept.size > 0 ? kept : measured())

  if (!ARRANGEABLE.has(read)) return undefined
  return {
    table,
    widths: laidOut?.of,
    style:
      laidOut &&
      ({ '--table-width': `${laidOut.total + (hasChoice ? CHOICE_WIDTH : 0)}px` } as CSSProperties),
    widen: (id, by) => keep(widened(current(), id, by)),
    drag(id, event) {
      const handle = event.currentTarget
      const [from, before] = [event.clientX, current()]
      const way = getComputedStyle(handle).direction === 'rtl' ? -1 : 1
      let next = before
      const move = ({ clientX }: globalThis.PointerEvent) => {
        next = widened(before, id, (clientX - from) * way)
        setDragged(next)
      }
      const end = () => {
        handle.removeEventListener('pointermove', move)
        setDragged(undefined)
        if (next !== before) keep(next)
      }
      handle.setPointerCapture(event.pointerId)
      handle.addEventListener('pointermove', move)
      handle.addEventListener('lostpointercapture', end, { once: true })
    },
  }
}
