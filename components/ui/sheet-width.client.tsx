'use client'

import { ChevronsLeft, ChevronsRight } from 'lucide-react'
import { type KeyboardEvent, type PointerEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { buttonClass } from './button'
import { cn } from './cn'

const KEPT = 'rollcall:sheet-width'
const USUAL = 560
const WIDE = 880
const LEAST = 360
const MOST = 1_200
const STEP = 40
/** The page stays to be seen beside it. */
const LEFT_FREE = 64

export type SheetWidth = {
  width: number
  most: number
  /** Also what is remembered, in this browser. */
  keep: (width: number) => void
  /** While it is being dragged. */
  show: (width: number) => void
}

/** How wide panels of details are: as wide as they were last made. */
export function useSheetWidth(): SheetWidth {
  const most = Math.max(LEAST, Math.min(MOST, window.innerWidth - LEFT_FREE))
  const within = (width: number) => Math.round(Math.min(most, Math.max(LEAST, width)))
  const [width, setWidth] = useState(() => within(remembered()))
  return {
    width,
    most,
    show: (next) => setWidth(within(next)),
    keep(next) {
      setWidth(within(next))
      remember(within(next))
    },
  }
}

function remembered(): number {
  try {
    return Number(localStorage.getItem(KEPT)) || USUAL
  } catch {
    return USUAL
  }
}

function remember(width: number): void {
  try {
    localStorage.setItem(KEPT, String(width))
  } catch {
    // A browser that keeps nothing: the width holds until the panel is closed.
  }
}

/** The edge by which a panel is made wider, with the pointer or with arrow keys. */
export function SheetEdge({ width, most, keep, show }: SheetWidth) {
  const t = useTranslations('ui')

  function drag(event: PointerEvent<HTMLElement>) {
    const edge = event.currentTarget
    const from = event.clientX
    const way = wayOf(edge)
    let next = width
    const move = ({ clientX }: globalThis.PointerEvent) => {
      next = width + (from - clientX) * way
      show(next)
    }
    edge.setPointerCapture(event.pointerId)
    edge.addEventListener('pointermove', move)
    edge.addEventListener(
      'lostpointercapture',
      () => {
        edge.removeEventListener('pointermove', move)
        if (next !== width) keep(next)
      },
      { once: true },
    )
  }

  function press(event: KeyboardEvent<HTMLElement>) {
    const way = wayOf(event.currentTarget)
    const next = {
      ArrowLeft: width + STEP * way,
      ArrowRight: width - STEP * way,
      Home: LEAST,
      End: most,
    }[event.key]
    if (next === undefined) return
    event.preventDefault()
    keep(next)
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule that can be moved is a separator with a value, and hr takes no focus
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={t('sheetEdge')}
      aria-valuenow={width}
      aria-valuemin={LEAST}
      aria-valuemax={most}
      tabIndex={0}
      onPointerDown={drag}
      onKeyDown={press}
      className="absolute inset-y-0 -start-1 w-2 cursor-col-resize touch-none outline-none after:absolute after:inset-y-0 after:start-[3px] after:w-0.5 hover:after:bg-accent focus-visible:after:bg-ring max-sm:hidden"
    />
  )
}

/** The same by one press: wide, or as wide as usual. */
export function SheetWidthButton({ width, keep }: SheetWidth) {
  const t = useTranslations('ui')
  const isWide = width > USUAL
  const label = t(isWide ? 'sheetNarrower' : 'sheetWider')
  const Icon = isWide ? ChevronsRight : ChevronsLeft
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      onClick={() => keep(isWide ? USUAL : WIDE)}
      className={cn(
        buttonClass({ variant: 'ghost', size: 'icon' }),
        'order-1 ms-auto text-fg-3 max-sm:hidden',
      )}
    >
      <Icon className="rtl:-scale-x-100" />
    </button>
  )
}

/** A panel stands at the end of the line: it grows to the left, or in a right-to-left language to the right. */
function wayOf(element: HTMLElement): 1 | -1 {
  return getComputedStyle(element).direction === 'rtl' ? -1 : 1
}
