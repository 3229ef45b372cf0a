'use client'

import { Bookmark, Pencil, Save, Trash2, Users } from 'lucide-react'
import dynamic from 'next/dynamic'
import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useState, useTransition } from 'react'
import { useTranslations } from 'use-intl'
import type { SavedView } from '@/lib/views/views'
import type { Route } from '../routes'
import { Button } from '../ui/button'
import { Menu, MenuItem, MenuLabel, MenuLink, MenuSeparator } from '../ui/menu.client'
import { toast } from '../ui/toast'
import type { StandingView, ViewActions } from './view-actions'

const ViewDialog = dynamic(() => import('./view-dialog.client').then((module) => module.ViewDialog))

/** What is not part of how a list looks: the view itself, and where in the list somebody stands. */
const PLACES = ['view', 'page', 'after', 'before']

/**
 * Views of a list: choose one, save what the list shows now, share, rename, delete. The view in use stands in the
 * address as `view`; when the rest of the address says something else than it, it can be saved or reset.
 */
export function SavedViews({
  views,
  actions,
  mayShare,
  standing = [],
}: {
  views: readonly SavedView[]
  actions: ViewActions
  mayShare: boolean
  standing?: readonly StandingView[]
}) {
  const t = useTranslations('views')
  const path = usePathname()
  const router = useRouter()
  const params = useSearchParams()
  const [dialog, setDialog] = useState<'save' | 'rename' | 'delete'>()
  const [busy, start] = useTransition()
  const query = lookOf(params.toString())
  const current = views.find(({ id }) => id === params.get('view'))
  const isModified = current !== undefined && lookOf(current.query) !== query
  const close = () => setDialog(undefined)
  const href = (view: SavedView) => `${path}?${view.query}${view.query && '&'}view=${view.id}` as Route

  function update(view: SavedView) {
    start(async () => {
      const result = await actions.update(view.id, query)
      if (result.ok) toast.success(t('saved'))
      else toast.error(result.errors[''] ?? '')
    })
  }

  return (
    <span className="inline-flex items-center gap-1">
      <Menu
        label={t('label')}
        align="start"
        trigger={
          <Button
            aria-label={current ? `${t('button')}: ${current.name}` : t('button')}
            className="max-w-56 px-2.5 text-cell"
          >
            <Bookmark className="size-3.5 text-fg-3" />
            <span className="truncate">{current?.name ?? t('button')}</span>
          </Button>
        }
      >
        <MenuLink href={path as Route} current={!current && query === ''}>
          {t('all')}
        </MenuLink>
        {standing.map((view) => (
          <MenuLink
            key={view.query}
            href={`${path}?${view.query}` as Route}
            current={!current && query === view.query}
          >
            {view.name}
          </MenuLink>
        ))}
        <ViewLinks
          label={t('mine')}
          views={views.filter((view) => view.isOwn && !view.shared)}
          {...{ current, href }}
        />
        <ViewLinks label={t('shared')} views={views.filter((view) => view.shared)} {...{ current, href }} />
        <MenuSeparator />
        <MenuItem icon={<Save />} onSelect={() => setDialog('save')}>
          {t('saveAs')}
        </MenuItem>
        {current?.isOwn && (
          <MenuItem icon={<Pencil />} onSelect={() => setDialog('rename')}>
            {t('rename')}
          </MenuItem>
        )}
        {current?.isOwn && (
          <MenuItem icon={<Trash2 />} destructive onSelect={() => setDialog('delete')}>
            {t('delete')}
          </MenuItem>
        )}
      </Menu>
      {current && isModified && (
        <>
          <span className="text-fg-3 text-meta">{t('modified')}</span>
          {current.isOwn && (
            <Button variant="ghost" size="sm" disabled={busy} onClick={() => update(current)}>
              {t('save')}
            </Button>
          )}
          <Button variant="ghost" size="sm" onClick={() => router.push(href(current))}>
            {t('reset')}
          </Button>
        </>
      )}
      {dialog && (
        <ViewDialog
          {...{ dialog, current, query, actions, mayShare }}
          onClose={close}
          onSaved={(view) => view && router.replace(href(view))}
          onDeleted={() => current && router.replace(`${path}?${current.query}` as Route)}
        />
      )}
    </span>
  )
}

function ViewLinks({
  label,
  views,
  current,
  href,
}: {
  label: string
  views: readonly SavedView[]
  current: SavedView | undefined
  href: (view: SavedView) => Route
}) {
  const t = useTranslations('views')
  if (views.length === 0) return null
  return (
    <>
      <MenuLabel>{label}</MenuLabel>
      {views.map((view) => (
        <MenuLink
          key={view.id}
          href={href(view)}
          current={view.id === current?.id}
          icon={view.shared ? <Users className="text-fg-3" /> : <Bookmark className="text-fg-3" />}
        >
          {view.name}
          {view.shared && !view.isOwn && (
            <span className="block truncate text-fg-3 text-meta">
              {t('sharedBy', { name: view.ownerName })}
            </span>
          )}
        </MenuLink>
      ))}
    </>
  )
}

/** An address’s search in one order, without places and what a form left empty, so that two of them can be compared. */
function lookOf(query: string): string {
  const params = new URLSearchParams(query)
  for (const [name, value] of [...params]) if (PLACES.includes(name) || value === '') params.delete(name)
  params.sort()
  return params.toString()
}
