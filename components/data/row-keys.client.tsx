'use client'

import { type RefObject, useEffect } from 'react'
import { useHotkeys } from 'react-hotkeys-hook'
import { useSingleKeys } from '../keys.client'

/** What keys do to the row that has focus, or to all rows. */
export type RowActs = {
  toggle?: ((id: string) => void) | undefined
  /** Chooses the page, and when it is chosen, everything that is found. */
  chooseAll?: (() => void) | undefined
  look?: ((id: string) => void) | undefined
  /** Takes the choice of rows back; false when there was none. */
  clear?: (() => void) | undefined
  showNew: () => void
}

const TEXT_FIELD = 'input:not([type=checkbox]), textarea, select, [contenteditable=true]'

/**
 * The keys of a list: `j` and `k` go to the next and the previous row, `x` chooses it, Space looks at it, `.` shows
 * what is new; arrows do as `j` and `k` do inside the rows, with Shift they choose on the way. ⌘A or Ctrl A chooses the page,
 * again everything that is found. Enter is the link's own.
 */
export function useRowKeys(body: RefObject<HTMLElement | null>, acts: RowActs): void {
  const singleKeys = useSingleKeys()
  const options = {
    enableOnFormTags: true,
    ignoreEventWhen: (event: KeyboardEvent) => isElsewhere(event.target),
  }
  const single = { ...options, enabled: singleKeys, useKey: true }
  const go = (way: 1 | -1) => focusRow(body.current, way)

  useHotkeys('j', () => void go(1), single)
  useHotkeys('k', () => void go(-1), single)
  useHotkeys('x', () => act(body.current, acts.toggle), single)
  useHotkeys('.', acts.showNew, single)
  useHotkeys('escape', () => acts.clear?.(), options)
  // Wherever the focus is but in a text: there the browser chooses the text.
  useHotkeys('mod+a', () => acts.chooseAll?.(), {
    ...options,
    enabled: acts.chooseAll !== undefined,
    preventDefault: true,
  })

  // These keys have a meaning of their own outside the rows.
  useEffect(() => {
    const rows = body.current
    if (!rows) return
    function onKey(event: KeyboardEvent) {
      const chosen = { ArrowDown: 1, ArrowUp: -1 }[event.key] as 1 | -1 | undefined
      if (chosen) {
        if (event.shiftKey && document.activeElement) act(rows, acts.toggle)
        go(chosen)
      } else if (event.key === ' ' && acts.look && isLink(event.target)) act(rows, acts.look)
      else return
      event.preventDefault()
    }
    rows.addEventListener('keydown', onKey)
    return () => rows.removeEventListener('keydown', onKey)
  })
}

function isElsewhere(target: EventTarget | null): boolean {
  if (document.querySelector('[role=dialog], [role=menu], [role=alertdialog]')) return true
  return target instanceof Element && target.matches(TEXT_FIELD)
}

function isLink(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches('[data-row-link]')
}

/** The row that has focus. */
function currentRow(body: Element | null): HTMLElement | null {
  const row = document.activeElement?.closest<HTMLElement>('[data-row]') ?? null
  return row && body?.contains(row) ? row : null
}

function act(body: Element | null, does: ((id: string) => void) | undefined): void {
  const id = currentRow(body)?.dataset.row
  if (id && does) does(id)
}

/** Gives focus to the row with this id, if it is there. */
export function focusOn(body: Element | null, id: string | undefined): void {
  const rows = [...(body?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
  focusWithin(rows.find((row) => row.dataset.row === id))
}

function focusWithin(row: HTMLElement | undefined | null): void {
  const link = row?.querySelector<HTMLElement>('[data-row-link]')
  ;(link ?? row?.querySelector<HTMLElement>('input'))?.focus()
}

function focusRow(body: Element | null, way: 1 | -1): void {
  const rows = [...(body?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
  const current = currentRow(body)
  const from = current ? rows.indexOf(current) : way === 1 ? -1 : rows.length
  focusWithin(rows[from + way] ?? current)
}
