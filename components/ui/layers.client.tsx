'use client'

import { lazy, Suspense, useEffect, useState } from 'react'
import { loadDialog } from './dialog.client'
import { onFirstTouch } from './first-touch'
import { loadMenu } from './menu.client'
import { loadPopover } from './popover.client'
import { loadSheet } from './sheet.client'
import { toastsAreReady } from './toast'
import { loadTooltip } from './tooltip.client'

const loadToaster = () => import('./toaster-layer.client')
const ToasterLayer = lazy(loadToaster)
const StepUp = lazy(() => import('../step-up/host.client').then((module) => ({ default: module.StepUp })))

/**
 * What floats above a page is fetched when somebody first moves, touches or types: a page that is only read does
 * without, and a click finds it there.
 */
export function Layers() {
  const [isTouched, setTouched] = useState(false)
  useEffect(
    () =>
      onFirstTouch(() => {
        setTouched(true)
        for (const load of [loadMenu, loadDialog, loadSheet, loadPopover, loadTooltip]) load().catch(() => {})
      }),
    [],
  )
  if (!isTouched) return null
  return (
    <Suspense fallback={null}>
      <ToasterLayer onReady={toastsAreReady} />
      <StepUp />
    </Suspense>
  )
}
