'use client'

import { Download } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useDownload } from '@/components/data/download.client'
import { type DataSearch, exportHref } from '@/components/data/search'
import type { Selection } from '@/components/data/selection.client'
import { Button } from '@/components/ui/button'
import type { TargetUserRow } from '@/lib/directory/search'

/** What can be done with the chosen people. */
export function UserBulk({
  tenant,
  search,
  selection,
  mostChosen,
}: {
  tenant: string
  search: DataSearch
  selection: Selection<TargetUserRow>
  mostChosen: number
}) {
  const t = useTranslations('users.bulk')
  const download = useDownload()
  const tooMany = !selection.all && selection.count > mostChosen
  const ids = selection.rows.map(({ id }) => id).join(',')
  return (
    <Button
      size="sm"
      reason={tooMany ? t('tooMany', { most: mostChosen }) : undefined}
      onClick={() =>
        download(exportHref(tenant, 'users', search, { format: 'csv', ...(!selection.all && { ids }) }))
      }
    >
      <Download className="text-fg-3" />
      {t('export')}
    </Button>
  )
}
