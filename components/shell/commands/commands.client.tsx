'use client'

import { Search } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { Suspense, useEffect, useRef, useState } from 'react'
import { useHotkeys } from 'react-hotkeys-hook'
import { useTranslations } from 'use-intl'
import { useSingleKeys } from '../../keys.client'
import { type Route, routes } from '../../routes'
import { cn } from '../../ui/cn'
import { onFirstTouch } from '../../ui/first-touch'
import { late } from '../../ui/late'
import { Help } from '../help.client'
import { useShell } from '../shell.client'
import { Key } from './key'
import type { May } from './may'
import { PaletteBox } from './palette-box.client'
import { isBusy, press } from './press'

const Palette = late(() => import('./palette.client').then((module) => module.default))
const KeyMap = dynamic(() => import('./key-map.client'), { ssr: false })

/** The button that opens the command palette, Help beside it, and every key that works on all pages. */
export function Commands({ tenant, baseUrl, may }: { tenant: string; baseUrl: string; may: May }) {
  const t = useTranslations('shell.commands')
  const [open, setOpen] = useState<'palette' | 'keys'>()
  const [typed, setTyped] = useState('')
  const opener = useRef<HTMLElement>(null)
  const singleKeys = useSingleKeys()
  const router = useRouter()
  const { toggle } = useShell()
  const single = { enabled: singleKeys, useKey: true, ignoreEventWhen: isBusy, preventDefault: true }
  const go = (route: Route) => () => router.push(route)

  useHotkeys('mod+k', () => (open === 'palette' ? close(false) : show()), {
    enableOnFormTags: true,
    preventDefault: true,
  })
  useHotkeys('?', () => setOpen('keys'), single)
  useHotkeys('g>o', go(routes.overview(tenant)), { ...single, preventDefault: false })
  useHotkeys('g>u', go(routes.users(tenant)), single)
  useHotkeys('g>g', go(routes.groups(tenant)), single)
  useHotkeys('g>s', go(routes.scimSettings(tenant)), single)
  useHotkeys('g>a', go(routes.auditLog(tenant)), { ...single, enabled: singleKeys && may.audit })
  useHotkeys('c', go(routes.newIntegration(tenant)), { ...single, enabled: singleKeys && may.integrate })
  useHotkeys('[', toggle, single)
  // These press what the page itself offers; a page that offers nothing leaves the key alone.
  useHotkeys('/', () => press('search'), single)
  useHotkeys('f', () => press('filter'), single)
  useHotkeys('l', () => press('live'), single)
  useHotkeys('e', () => press('export'), single)
  useHotkeys('y', () => press('copy'), single)

  useEffect(() => onFirstTouch(() => void Palette.preload().catch(() => {})), [])

  function leaveBox() {
    close(false)
    setTimeout(() => opener.current?.focus())
  }

  function show() {
    const focused = document.activeElement
    opener.current = focused instanceof HTMLElement && focused !== document.body ? focused : null
    setOpen('palette')
  }

  function close(isOpen: boolean) {
    if (isOpen) return
    setOpen(undefined)
    setTyped('')
  }

  return (
    <>
      <button
        type="button"
        onClick={show}
        aria-keyshortcuts="Control+K Meta+K"
        className={cn(
          'flex h-8 items-center gap-2 rounded-control border bg-surface px-2 text-cell text-fg-3 transition-colors hover:bg-hover hover:text-fg',
          'lg:w-60 max-sm:border-transparent max-sm:bg-transparent max-sm:size-10 max-sm:justify-center pointer-coarse:h-11',
        )}
      >
        <Search className="size-4 shrink-0" />
        <span className="flex-1 truncate text-start max-lg:sr-only">{t('open')}</span>
        <Key className="max-lg:hidden">{t('palette')}</Key>
      </button>
      <Help tenant={tenant} onKeys={() => setOpen('keys')} />
      {open === 'palette' && (
        <Suspense fallback={<PaletteBox typed={typed} onType={setTyped} onClose={leaveBox} />}>
          <Palette
            {...{ tenant, baseUrl, may, typed }}
            onType={setTyped}
            opener={opener.current}
            onOpenChange={close}
            onKeys={() => setOpen('keys')}
          />
        </Suspense>
      )}
      {open === 'keys' && <KeyMap onOpenChange={close} />}
    </>
  )
}
