import { Badge } from '@/components/ui/badge'
import { cn } from '@/components/ui/cn'
import { EmptyState } from '@/components/ui/empty-state'
import { dayOf } from '@/components/ui/relative'
import { RelativeTime } from '@/components/ui/relative-time.client'
import { StatusText } from '@/components/ui/status-pill'
import { Cell, HeaderCell, Table, TableHead, TableRow } from '@/components/ui/table'
import type { Token } from '@/lib/integrations/tokens'
import { TokenActions } from './row-actions.client'

/** A token that ends within this many days is shown as Expiring. */
const EXPIRING_DAYS = 30
const DAY_MS = 86_400_000

/** On narrow screens the cells of a row stand under each other. */
const stacked = 'max-md:block max-md:h-auto max-md:px-5 max-md:py-0.5'

export function TokenTable({
  tenant,
  id,
  tokens,
  refusal,
  full,
}: {
  tenant: string
  id: string
  tokens: readonly Token[]
  refusal: string | undefined
  full: string | undefined
}) {
  if (tokens.length === 0) {
    return (
      <EmptyState title="No live token">
        Calls of this integration are refused until you create one.
      </EmptyState>
    )
  }
  const isLive = tokens.some(({ state }) => state === 'active')
  return (
    <Table label={isLive ? 'Live tokens' : 'Expired and revoked tokens'} className="max-md:block">
      <TableHead className="max-md:sr-only">
        <tr>
          <HeaderCell>Token</HeaderCell>
          <HeaderCell>Status</HeaderCell>
          <HeaderCell className="max-lg:hidden">Created</HeaderCell>
          <HeaderCell>Last used</HeaderCell>
          <HeaderCell>{isLive ? 'Expires' : 'Ended'}</HeaderCell>
          {isLive && (
            <HeaderCell>
              <span className="sr-only">Actions</span>
            </HeaderCell>
          )}
        </tr>
      </TableHead>
      <tbody className="max-md:block">
        {tokens.map((token) => (
          <TableRow key={token.id} className="max-md:block max-md:py-3">
            <Cell className={stacked}>
              <span className="flex flex-wrap items-center gap-x-2">
                <span className="font-medium">{token.name}</span>
                {token.access === 'read-only' && <Badge>Read only</Badge>}
              </span>
              <code className="break-all font-mono text-code text-fg-2 md:whitespace-nowrap">
                {token.masked}
              </code>
            </Cell>
            <Cell className={stacked}>
              <TokenStatus token={token} />
            </Cell>
            <Cell className="text-fg-2 max-lg:hidden">
              <RelativeTime at={token.createdAt.toISOString()} /> by {token.createdBy}
            </Cell>
            <Cell className={cn(stacked, "text-fg-2 max-md:before:content-['Last_used:_']")}>
              <LastUse token={token} />
            </Cell>
            <Cell
              className={cn(
                stacked,
                'text-fg-2 md:whitespace-nowrap',
                isLive ? "max-md:before:content-['Expires:_']" : "max-md:before:content-['Ended:_']",
              )}
            >
              <End token={token} />
            </Cell>
            {isLive && (
              <Cell className={cn(stacked, 'max-md:pt-2')}>
                <TokenActions
                  tenant={tenant}
                  id={id}
                  token={{
                    id: token.id,
                    name: token.name,
                    hint: token.hint,
                    used: token.lastUsedAt !== null,
                  }}
                  refusal={refusal}
                  full={full}
                />
              </Cell>
            )}
          </TableRow>
        ))}
      </tbody>
    </Table>
  )
}

function TokenStatus({ token }: { token: Token }) {
  if (token.state === 'revoked') return <StatusText tone="neutral">Revoked by {token.revokedBy}</StatusText>
  if (token.state === 'expired') return <StatusText tone="err">Expired</StatusText>
  const left = token.expiresAt ? token.expiresAt.getTime() - Date.now() : Number.POSITIVE_INFINITY
  return left < EXPIRING_DAYS * DAY_MS ? (
    <StatusText tone="warn">Expiring</StatusText>
  ) : (
    <StatusText tone="ok">Active</StatusText>
  )
}

function LastUse({ token }: { token: Token }) {
  if (!token.lastUsedAt) return 'Never'
  return (
    <>
      <RelativeTime at={token.lastUsedAt.toISOString()} />
      <span className="block max-w-60 truncate text-fg-3 text-meta">
        {[token.lastUsedAddress, token.lastUsedUserAgent].filter(Boolean).join(' · ')}
      </span>
    </>
  )
}

function End({ token }: { token: Token }) {
  const end = token.revokedAt ?? token.expiresAt
  return end ? dayOf(end.getTime()) : 'Never'
}
