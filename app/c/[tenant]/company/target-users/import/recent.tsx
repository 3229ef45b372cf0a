import { Card } from '@/components/ui/card'
import { RelativeTime } from '@/components/ui/relative-time.client'
import { Cell, HeaderCell, Table, TableHead, TableRow } from '@/components/ui/table'
import { getFormatter, getTranslations } from '@/lib/auth/language'
import type { ImportSummary } from '@/lib/directory/local/import/imports'

/** The latest imports of the company; nothing where there was none. */
export async function RecentImports({ imports }: { imports: readonly ImportSummary[] }) {
  if (imports.length === 0) return null
  const [t, format] = [await getTranslations(), await getFormatter()]
  return (
    <Card title={t('import.recent.title')} flush>
      <Table label={t('import.recent.title')}>
        <TableHead>
          <tr>
            <HeaderCell>{t('import.recent.file')}</HeaderCell>
            <HeaderCell>{t('import.recent.by')}</HeaderCell>
            <HeaderCell>{t('import.recent.when')}</HeaderCell>
            <HeaderCell className="text-end">{t('import.recent.created')}</HeaderCell>
            <HeaderCell className="text-end">{t('import.recent.changed')}</HeaderCell>
            <HeaderCell className="text-end">{t('import.recent.refused')}</HeaderCell>
          </tr>
        </TableHead>
        <tbody>
          {imports.map((one) => (
            <TableRow key={one.id}>
              <Cell className="max-w-64 truncate font-medium">{one.fileName}</Cell>
              <Cell className="max-w-48 truncate text-fg-2">{one.startedBy}</Cell>
              <Cell className="whitespace-nowrap text-fg-2">
                {one.endedAt ? <RelativeTime at={one.endedAt} /> : t('import.recent.running')}
              </Cell>
              <Cell className="text-end">{format.number(one.created)}</Cell>
              <Cell className="text-end">{format.number(one.changed)}</Cell>
              <Cell className="text-end">{format.number(one.refused)}</Cell>
            </TableRow>
          ))}
        </tbody>
      </Table>
    </Card>
  )
}
