'use client'

import { Download } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useDownload } from '@/components/data/download.client'
import { type DataSearch, exportHref } from '@/components/data/search'
import type { Selection } from '@/components/data/selection.client'
import { Button } from '@/components/ui/button'
import type { TargetUserRow } from '@/lib/directory/search'

const BulkDialog = dynamic(() => import('./bulk-dialog.client').then((module) => module.BulkDialog))

/** What can be done with the chosen people. `mayNot` says why the reader may change nobody. */
export function UserBulk({
  tenant,
  search,
  selection,
  mostChosen,
  mayNot,
}: {
  tenant: string
  search: DataSearch
  selection: Selection<TargetUserRow>
  mostChosen: number
  mayNot: string | undefined
}) {
  const t = useTranslations('users.bulk')
  const download = useDownload()
  const [dialog, setDialog] = useState<'group' | 'deactivate'>()
  const tooMany = !selection.all && selection.count > mostChosen
  const ids = selection.rows.map(({ id }) => id)
  const reason = mayNot ?? reasonOf(selection)

  function reasonOf({ all, rows }: Selection<TargetUserRow>): string | undefined {
    if (all) return t('everything')
    const managed = rows.filter(({ integration }) => integration !== null)
    const names = new Set(managed.map(({ integration }) => integration?.name ?? ''))
    const [name] = names
    if (name === undefined) return tooMany ? t('tooMany', { most: mostChosen }) : undefined
    return names.size === 1 && managed.length === rows.length
      ? t('managed', { integration: name })
      : t('managedSome', { count: managed.length })
  }

  return (
    <>
      <Button
        size="sm"
        reason={tooMany ? t('tooMany', { most: mostChosen }) : undefined}
        onClick={() =>
          download(
            exportHref(tenant, 'users', search, {
              format: 'csv',
              ...(!selection.all && { ids: ids.join(',') }),
            }),
          )
        }
      >
        <Download className="text-fg-3" />
        {t('export')}
      </Button>
      <Button size="sm" reason={reason} onClick={() => setDialog('group')}>
        {t('addToGroup')}
      </Button>
      <Button size="sm" reason={reason} onClick={() => setDialog('deactivate')}>
        {t('deactivate')}
      </Button>
      {dialog && (
        <BulkDialog
          {...{ tenant, ids }}
          what={dialog}
          onClose={() => setDialog(undefined)}
          onDone={selection.clear}
        />
      )}
    </>
  )
}
