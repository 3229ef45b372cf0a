import { Badge } from '@/components/ui/badge'
import { cn } from '@/components/ui/cn'
import { Cell, HeaderCell, Table, TableHead, TableRow } from '@/components/ui/table'
import type { Entitlement } from '@/lib/entitlements/entitlements'
import { KINDS } from '@/lib/entitlements/input'
import { EntitlementActions } from './row-actions.client'

/** On narrow screens the cells of a row stand under each other. */
const stacked = 'max-md:block max-md:h-auto max-md:px-5 max-md:py-0.5'

export function EntitlementTable({
  tenant,
  entries,
  refusal,
}: {
  tenant: string
  entries: readonly Entitlement[]
  refusal: string | undefined
}) {
  return (
    <Table label="Roles and entitlements" className="max-md:block">
      <TableHead className="max-md:sr-only">
        <tr>
          <HeaderCell>Name</HeaderCell>
          <HeaderCell>Kind</HeaderCell>
          <HeaderCell>Value</HeaderCell>
          <HeaderCell>Type</HeaderCell>
          <HeaderCell>
            <span className="sr-only">Actions</span>
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
              <Badge tone={entry.kind === 'role' ? 'info' : 'neutral'}>{KINDS[entry.kind]}</Badge>
            </Cell>
            <Cell className={cn(stacked, "max-md:before:content-['Value:_']")}>
              <code className="text-code [overflow-wrap:anywhere]">{entry.value}</code>
            </Cell>
            <Cell
              className={cn(
                stacked,
                'text-fg-2',
                entry.type ? "max-md:before:content-['Type:_']" : 'max-md:hidden',
              )}
            >
              {entry.type ?? <span className="text-fg-3">None</span>}
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
