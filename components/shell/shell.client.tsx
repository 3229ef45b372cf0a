'use client'

import { PanelLeft } from 'lucide-react'
import { createContext, type ReactNode, useContext, useState } from 'react'
import { useTranslations } from 'use-intl'
import { buttonClass } from '../ui/button'
import { cn } from '../ui/cn'
import { SIDEBAR_COOKIE } from './sidebar-state'

type ShellParts = {
  collapsed: boolean
  toggle: () => void
  navigation: ReactNode
  tools: ReactNode
}

const Parts = createContext<ShellParts>({ collapsed: false, toggle: () => {}, navigation: null, tools: null })

export const useShell = () => useContext(Parts)

/** The frame of the signed-in pages: the sidebar beside the page, and what the top bar of each page shares. */
export function ShellFrame({
  navigation,
  tools,
  initiallyCollapsed,
  children,
}: {
  navigation: ReactNode
  tools: ReactNode
  initiallyCollapsed: boolean
  children: ReactNode
}) {
  const t = useTranslations('shell')
  const [collapsed, setCollapsed] = useState(initiallyCollapsed)
  function toggle() {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and Safari
    document.cookie = `${SIDEBAR_COOKIE}=${collapsed ? 'open' : 'collapsed'}; path=/; max-age=31536000; samesite=lax`
    setCollapsed(!collapsed)
  }
  return (
    <Parts value={{ collapsed, toggle, navigation, tools }}>
      <div className="flex min-h-dvh">
        <aside
          aria-label={t('sidebar')}
          data-collapsed={collapsed || undefined}
          className={cn(
            'group/sidebar sticky top-0 h-dvh shrink-0 border-e bg-subtle max-md:hidden print:hidden',
            collapsed ? 'w-14' : 'w-60',
          )}
        >
          {navigation}
        </aside>
        <div className="flex min-w-0 flex-1 flex-col">{children}</div>
      </div>
    </Parts>
  )
}

/** Folds the sidebar to its icons and back. */
export function SidebarToggle() {
  const { collapsed, toggle } = useShell()
  const t = useTranslations('shell')
  const label = t(collapsed ? 'expand' : 'collapse')
  return (
    <button
      type="button"
      onClick={toggle}
      aria-expanded={!collapsed}
      aria-label={label}
      title={label}
      className={cn(buttonClass({ variant: 'ghost', size: 'icon' }), '-ms-2 text-fg-3 max-md:hidden')}
    >
      <PanelLeft />
    </button>
  )
}
