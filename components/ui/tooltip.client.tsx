'use client'

import {
  type PointerEvent,
  type ReactElement,
  type ReactNode,
  Suspense,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react'
import { late } from './late'
import { withProps } from './trigger'

const TooltipLayer = late(() => import('./tooltip-layer.client').then((module) => module.default))
export const loadTooltip = TooltipLayer.preload

const DELAY_MS = 300
/** Closes the one that is open: there is never a second. */
let closeOther: (() => void) | undefined
let closedAt = 0

/** More about one element, on hover and focus. Never the only place where something is said. */
export function Tooltip({
  text,
  side = 'top',
  children,
}: {
  text: ReactNode
  side?: 'top' | 'right' | 'bottom' | 'left'
  children: ReactElement
}) {
  const id = useId()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const [isOpen, setOpen] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const isPressed = useRef(false)

  useEffect(() => {
    if (!isOpen) return
    const close = () => setOpen(false)
    closeOther?.()
    closeOther = close
    return () => {
      closedAt = Date.now()
      if (closeOther === close) closeOther = undefined
    }
  }, [isOpen])
  useEffect(() => () => clearTimeout(timer.current), [])

  function onPointerEnter({ pointerType }: PointerEvent) {
    if (pointerType === 'touch' || isOpen) return
    // From one to the next nobody waits.
    const delay = closeOther || Date.now() - closedAt < DELAY_MS ? 0 : DELAY_MS
    clearTimeout(timer.current)
    timer.current = setTimeout(setOpen, delay, true)
  }

  function close() {
    clearTimeout(timer.current)
    setOpen(false)
  }

  return (
    <>
      {withProps(children, {
        ref: setAnchor,
        'aria-describedby': isOpen ? id : undefined,
        onPointerEnter,
        // Once it is there, it decides itself: the pointer may go into it.
        onPointerLeave: () => {
          if (document.getElementById(id)) clearTimeout(timer.current)
          else close()
        },
        onPointerDown: () => {
          isPressed.current = true
          close()
        },
        onFocus: () => {
          if (!isPressed.current) setOpen(true)
          isPressed.current = false
        },
        onBlur: () => {
          isPressed.current = false
          close()
        },
        onClick: close,
      })}
      {isOpen && (
        <Suspense fallback={null}>
          <TooltipLayer {...{ id, anchor, side, text }} onOpenChange={setOpen} />
        </Suspense>
      )}
    </>
  )
}
