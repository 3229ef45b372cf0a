'use client'

import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

/** Of what stands in the body: neither what is announced, nor what is no content. */
const PASSIVE =
  '[aria-live], [data-scrim], [data-radix-focus-guard], script, style, link, next-route-announcer'

/** How many layers hold an element back. */
const held = new WeakMap<Element, number>()

/** Where the focus goes back to when a layer closes: where it came from, or the page when that is gone. */
export type CameFrom = RefObject<HTMLElement | null>

export function useCameFrom(): { cameFrom: CameFrom; giveBack: (event: Event) => void } {
  const cameFrom = useRef<HTMLElement>(null)
  return {
    cameFrom,
    giveBack(event) {
      const back = cameFrom.current
      if (!back) return
      event.preventDefault()
      const here = back.isConnected ? back : document.getElementById('content')
      here?.focus()
    },
  }
}

/**
 * Stands in a layer that is modal: as long as it does, all that lies behind the layer can neither be read nor
 * reached. Hiding alone leaves text that stands beside something announced.
 */
export function Behind({ cameFrom }: { cameFrom: CameFrom }) {
  const mark = useRef<HTMLSpanElement>(null)
  // Asked while it is drawn: a field of the layer may take the focus as soon as it stands.
  const [opener] = useState(() => openerOf(document.activeElement))
  useLayoutEffect(() => {
    cameFrom.current = opener
    const behind = [...document.body.children].filter(
      (element) => !element.contains(mark.current) && !element.matches(PASSIVE),
    )
    for (const element of behind) hold(element, 1)
    return () => {
      for (const element of behind) hold(element, -1)
    }
  }, [cameFrom, opener])
  return <span ref={mark} hidden />
}

function hold(element: Element, layers: 1 | -1): void {
  const count = (held.get(element) ?? 0) + layers
  held.set(element, count)
  element.toggleAttribute('inert', count > 0)
}

/** A menu closes when something in it opens a layer: what stays is the button that it belongs to. */
function openerOf(focused: Element | null): HTMLElement | null {
  const menu = focused?.closest('[role=menu]')?.getAttribute('aria-labelledby')
  const opener = menu ? document.getElementById(menu) : focused
  return opener instanceof HTMLElement && opener !== document.body ? opener : null
}
