'use client'

import { Download } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { buttonClass } from '../ui/button'
import { cn } from '../ui/cn'
import { Menu, MenuItem } from '../ui/menu.client'
import { useDownload } from './download.client'
import { type DataSearch, exportHref } from './search'

/** The list as a file: what its search and filters find, on every page. `visible` are the columns on screen. */
export function ExportMenu({
  tenant,
  list,
  search,
  visible,
}: {
  tenant: string
  list: string
  search: DataSearch
  visible?: readonly string[]
}) {
  const t = useTranslations('export')
  const download = useDownload()
  const href = (format: 'csv' | 'json', cols?: readonly string[]) =>
    exportHref(tenant, list, search, { format, ...(cols && { cols: cols.join(',') }) })
  return (
    <Menu
      label={t('title')}
      trigger={
        <button type="button" data-key="e" className={cn(buttonClass(), 'px-2.5 text-cell')}>
          <Download className="text-fg-3" />
          {t('button')}
        </button>
      }
    >
      {visible && <MenuItem onSelect={() => download(href('csv', visible))}>{t('visible')}</MenuItem>}
      <MenuItem onSelect={() => download(href('csv'))}>{t(visible ? 'all' : 'csv')}</MenuItem>
      <MenuItem onSelect={() => download(href('json'))}>{t('json')}</MenuItem>
    </Menu>
  )
}
