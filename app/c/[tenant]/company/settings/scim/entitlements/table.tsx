import { Badge } from '@/components/ui/badge'
import { cn } from '@/components/ui/cn'
import { Cell, HeaderCell, Table, TableHead, TableRow } from '@/components/ui/table'
import { getTranslations } from '@/lib/auth/language'
import type { Entitlement } from '@/lib/entitlements/entitlements'
import { EntitlementActions } from './row-actions.client'

/** On narrow screens the cells of a row stand under each other. */
const stacked = 'max-md:block max-md:h-auto max-md:px-5 max-md:py-0.5'

export async function EntitlementTable({
  tenant,
  entries,
  refusal,
}: {
  tenant: string
  entries: readonly Entitlement[]
  refusal: string | undefined
}) {
  const t = await getTranslations()
  return (
    <Table label={t('entitlements.title')} className="max-md:block">
      <TableHead className="max-md:sr-only">
        <tr>
          <HeaderCell>{t('entitlements.name')}</HeaderCell>
          <HeaderCell>{t('entitlements.columns.kind')}</HeaderCell>
          <HeaderCell>{t('entitlements.value')}</HeaderCell>
          <HeaderCell>{t('entitlements.type')}</HeaderCell>
          <HeaderCell>
            <span className="sr-only">{t('entitlements.columns.actions')}</span>
          </HeaderCell>
        </tr>
      </TableHead>
      <tbody className="max-md:block">
        {entries.map((entry) => (
          <TableRow key={entry.id} className="max-md:block max-md:py-3">
            <Cell className={cn(stacked, 'md:max-w-80')}>
              <span className="block font-medium [overflow-wrap:anywhere]">{entry.display}</span>
              {entry.description && (
                <span className="block text-fg-2 text-meta [overflow-wrap:anywhere]">
                  {entry.description}
                </span>
              )}
            </Cell>
            <Cell className={stacked}>
              <Badge tone={entry.kind === 'role' ? 'info' : 'neutral'}>
                {t(`entitlements.kinds.${entry.kind}`)}
              </Badge>
            </Cell>
            <Cell className={stacked}>
              <span className="text-fg-2 md:hidden">
                {t('entitlements.narrow', { label: t('entitlements.value') })}
              </span>
              <code className="text-code [overflow-wrap:anywhere]">{entry.value}</code>
            </Cell>
            <Cell className={cn(stacked, 'text-fg-2', !entry.type && 'max-md:hidden')}>
              <span className="md:hidden">{t('entitlements.narrow', { label: t('entitlements.type') })}</span>
              {entry.type ?? <span className="text-fg-3">{t('entitlements.none')}</span>}
            </Cell>
            <Cell className={cn(stacked, 'max-md:pt-2')}>
              <EntitlementActions tenant={tenant} entry={entry} refusal={refusal} />
            </Cell>
          </TableRow>
        ))}
      </tbody>
    </Table>
  )
}
