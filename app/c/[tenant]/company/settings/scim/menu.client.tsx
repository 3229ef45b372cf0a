'use client'

import { Copy, FolderOpen, Link2, Pause, Play, RefreshCw, Trash2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { useTranslations } from 'use-intl'
import { routes, withSearch } from '@/components/routes'
import { useDeed } from '@/components/ui/deed.client'
import { Menu, MenuItem, MenuLink, MenuSeparator } from '@/components/ui/menu.client'
import { toast } from '@/components/ui/toast'
import { resumeAction } from './[integration]/actions'
import { DeleteDialog } from './delete-dialog.client'
import type { MenuFacts } from './menu-facts'
import { PauseDialog } from './pause-dialog.client'

/** What can be done with an integration, from the list and from its own pages. */
export function IntegrationMenu({
  tenant,
  integration,
  baseUrl,
  refusals,
  canOpen,
}: {
  tenant: string
  integration: MenuFacts
  baseUrl: string
  /** Why something may not be done by whoever looks. */
  refusals: { write?: string; delete?: string }
  canOpen?: boolean
}) {
  const t = useTranslations('scimSettings')
  const deed = useDeed()
  const router = useRouter()
  const [dialog, setDialog] = useState<'pause' | 'delete'>()
  const [, start] = useTransition()
  const { id, name, isPaused, rotate } = integration
  const at = (tab: 'connect' | 'tokens') => routes.integrationTab(tenant, id, tab)

  async function copy() {
    const isCopied = await navigator.clipboard?.writeText(baseUrl).then(
      () => true,
      () => false,
    )
    if (isCopied) toast.success(t('menu.copied'))
    else toast.info(t('menu.notCopied', { url: baseUrl }))
  }

  function resume() {
    start(async () => {
      if (await deed(() => resumeAction(tenant, id))) toast.success(t('settings.resumed', { name }))
    })
  }

  return (
    <>
      <Menu label={t('menu.label', { name })}>
        {canOpen && (
          <MenuLink href={routes.integrationTab(tenant, id, 'overview')} icon={<FolderOpen />}>
            {t('menu.open')}
          </MenuLink>
        )}
        <MenuItem icon={<Copy />} onSelect={copy}>
          {t('menu.copyUrl')}
        </MenuItem>
        <MenuItem
          icon={<RefreshCw />}
          reason={refusals.write}
          onSelect={() => router.push(withSearch(at('tokens'), { rotate }))}
        >
          {t('menu.rotate')}
        </MenuItem>
        <MenuItem
          icon={<Link2 />}
          reason={refusals.write}
          onSelect={() => router.push(withSearch(at('connect'), { link: 'new' }))}
        >
          {t('menu.link')}
        </MenuItem>
        <MenuSeparator />
        {isPaused ? (
          <MenuItem icon={<Play />} reason={refusals.write} onSelect={resume}>
            {t('menu.resume')}
          </MenuItem>
        ) : (
          <MenuItem icon={<Pause />} reason={refusals.write} onSelect={() => setDialog('pause')}>
            {t('menu.pause')}
          </MenuItem>
        )}
        <MenuItem icon={<Trash2 />} destructive reason={refusals.delete} onSelect={() => setDialog('delete')}>
          {t('menu.delete')}
        </MenuItem>
      </Menu>
      <PauseDialog
        {...{ tenant, id, name }}
        open={dialog === 'pause'}
        onOpenChange={(open) => !open && setDialog(undefined)}
      />
      <DeleteDialog
        {...{ tenant, integration }}
        open={dialog === 'delete'}
        onOpenChange={(open) => !open && setDialog(undefined)}
      />
    </>
  )
}
