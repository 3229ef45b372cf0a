'use client'

import { Download } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useDownload } from '@/components/data/download.client'
import { type DataSearch, exportHref } from '@/components/data/search'
import type { Selection } from '@/components/data/selection.client'
import { Button } from '@/components/ui/button'
import { MOST_CHOSEN } from '@/lib/directory/input'
import type { TargetUserRow } from '@/lib/directory/search'

/** What can be done with the chosen people. */
export function UserBulk({
  tenant,
  search,
  selection,
}: {
  tenant: string
  search: DataSearch
  selection: Selection<TargetUserRow>
}) {
  const t = useTranslations('users.bulk')
  const download = useDownload()
  const tooMany = !selection.all && selection.count > MOST_CHOSEN
  const ids = selection.rows.map(({ id }) => id).join(',')
  return (
    <Button
      size="sm"
      reason={tooMany ? t('tooMany', { most: MOST_CHOSEN }) : undefined}
      onClick={() =>
        download(exportHref(tenant, 'users', search, { format: 'csv', ...(!selection.all && { ids }) }))
      }
    >
      <Download className="text-fg-3" />
      {t('export')}
    </Button>
  )
}
