'use client'

import { Menu as MenuIcon } from 'lucide-react'
import { usePathname } from 'next/navigation'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { buttonClass } from '../ui/button'
import { cn } from '../ui/cn'
import { Sheet } from '../ui/sheet.client'
import { useShell } from './shell.client'

/** The sidebar as a sheet, for narrow screens; it closes when a link was followed. */
export function MobileMenu() {
  const { navigation } = useShell()
  const path = usePathname()
  const t = useTranslations('shell')
  const [open, setOpen] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new path is the reason to close
  useEffect(() => setOpen(false), [path])
  return (
    <Sheet
      title={t('menu')}
      hideTitle
      side="start"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <button
          type="button"
          aria-label={t('menu')}
          className={cn(buttonClass({ variant: 'ghost', size: 'icon' }), '-ms-2 md:hidden')}
        >
          <MenuIcon />
        </button>
      }
    >
      {navigation}
    </Sheet>
  )
}
