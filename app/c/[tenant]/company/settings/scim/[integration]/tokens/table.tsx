import type { ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'
import { cn } from '@/components/ui/cn'
import { EmptyState } from '@/components/ui/empty-state'
import { RelativeTime } from '@/components/ui/relative-time.client'
import { StatusText } from '@/components/ui/status-pill'
import { Cell, HeaderCell, Table, TableHead, TableRow } from '@/components/ui/table'
import { getTranslations } from '@/lib/auth/language'
import type { Token } from '@/lib/integrations/tokens'
import { TokenAddresses } from './addresses.client'
import { TokenActions } from './row-actions.client'

/** A token that ends within this many days is shown as Expiring. */
const EXPIRING_DAYS = 60
const DAY_MS = 86_400_000

/** On narrow screens the cells of a row stand under each other, each after its own heading. */
const stacked = 'max-md:flex max-md:h-auto max-md:gap-2 max-md:px-5 max-md:py-0.5'

type Translate = Awaited<ReturnType<typeof getTranslations>>

export async function TokenTable({
  tenant,
  id,
  label,
  tokens,
  rotating,
  calls,
  refusal,
  full,
}: {
  tenant: string
  id: string
  label: string
  tokens: readonly Token[]
  /** The old token of a rotation under way. */
  rotating: string | undefined
  calls: { of: ReadonlyMap<string, number>; isCapped: boolean }
  refusal: string | undefined
  full: string | undefined
}) {
  const t = await getTranslations()
  if (tokens.length === 0) return <EmptyState title={t('tokens.none')}>{t('tokens.noneText')}</EmptyState>
  const isLive = tokens.some(({ state }) => state === 'active')
  const ends = t(isLive ? 'tokens.column.expires' : 'tokens.column.ended')
  return (
    <Table label={label} className="max-md:block">
      <TableHead className="max-md:sr-only">
        <tr>
          <HeaderCell>{t('tokens.column.token')}</HeaderCell>
          <HeaderCell>{t('tokens.column.status')}</HeaderCell>
          <HeaderCell className="max-xl:hidden">{t('tokens.column.created')}</HeaderCell>
          <HeaderCell>{t('tokens.column.used')}</HeaderCell>
          <HeaderCell className="text-end">{t('tokens.column.calls')}</HeaderCell>
          <HeaderCell>{ends}</HeaderCell>
          {isLive && (
            <HeaderCell>
              <span className="sr-only">{t('tokens.column.actions')}</span>
            </HeaderCell>
          )}
        </tr>
      </TableHead>
      <tbody className="max-md:block">
        {tokens.map((token) => (
          <TableRow key={token.id} className="max-md:block max-md:py-3">
            <Cell className="max-md:block max-md:h-auto max-md:px-5 max-md:py-0.5">
              <span className="flex flex-wrap items-center gap-x-2">
                <span className="font-medium">{token.name}</span>
                {token.access === 'read-only' && <Badge>{t('tokens.readOnly')}</Badge>}
              </span>
              <code className="break-all font-mono text-code text-fg-2 md:whitespace-nowrap">
                {token.masked}
              </code>
              <TokenAddresses
                tenant={tenant}
                id={id}
                token={{ id: token.id, name: token.name, allowedAddresses: token.allowedAddresses }}
                shutOut={token.state === 'active' ? token.shutOut : null}
                refusal={token.state === 'active' ? refusal : t('tokens.addresses.over')}
              />
            </Cell>
            <Cell className={stacked}>
              <TokenStatus t={t} token={token} />
            </Cell>
            <Cell className="text-fg-2 max-xl:hidden">
              {t.rich('tokens.createdBy', {
                name: token.createdBy,
                ago: () => <RelativeTime at={token.createdAt.toISOString()} />,
                by: (chunks) => <span className="block text-fg-3 text-meta">{chunks}</span>,
              })}
            </Cell>
            <Cell className={cn(stacked, 'text-fg-2')}>
              <Heading>{t('tokens.column.used')}</Heading>
              <span>
                <LastUse t={t} token={token} />
              </span>
            </Cell>
            <Cell className={cn(stacked, 'text-fg-2 tabular-nums md:text-end')}>
              <Heading>{t('tokens.column.calls')}</Heading>
              {t(calls.isCapped ? 'tokens.many' : 'tokens.calls', { count: calls.of.get(token.id) ?? 0 })}
            </Cell>
            <Cell className={cn(stacked, 'text-fg-2 md:whitespace-nowrap')}>
              <Heading>{ends}</Heading>
              <End t={t} token={token} />
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
                    lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
                  }}
                  isRotating={token.id === rotating}
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

/** The heading of a column, beside its value where there are no columns. */
function Heading({ children }: { children: ReactNode }) {
  return (
    <span aria-hidden className="text-fg-3 md:hidden">
      {children}:
    </span>
  )
}

function TokenStatus({ t, token }: { t: Translate; token: Token }) {
  const { state, expiresAt, retiredBy } = token
  if (state === 'revoked') {
    return (
      <StatusText tone="neutral">{t('tokens.state.revoked', { name: token.revokedBy ?? '' })}</StatusText>
    )
  }
  if (state === 'expired') {
    return retiredBy === null ? (
      <StatusText tone="err">{t('tokens.state.expired')}</StatusText>
    ) : (
      <StatusText tone="neutral">{t('tokens.state.retired')}</StatusText>
    )
  }
  if (retiredBy !== null && expiresAt) {
    return (
      <StatusText tone="info">
        <span className="whitespace-normal">{t('tokens.state.retiring', { when: expiresAt })}</span>
      </StatusText>
    )
  }
  const left = expiresAt ? expiresAt.getTime() - Date.now() : Number.POSITIVE_INFINITY
  return left < EXPIRING_DAYS * DAY_MS ? (
    <StatusText tone="warn">{t('tokens.state.expiring')}</StatusText>
  ) : (
    <StatusText tone="ok">{t('tokens.state.active')}</StatusText>
  )
}

function LastUse({ t, token }: { t: Translate; token: Token }) {
  if (!token.lastUsedAt) return t('tokens.never')
  const by = [token.lastUsedAddress, token.lastUsedUserAgent].filter(Boolean).join(' · ')
  return (
    <>
      <RelativeTime at={token.lastUsedAt.toISOString()} />
      <span title={by} className="block max-w-40 truncate text-fg-3 text-meta 2xl:max-w-60">
        {by}
      </span>
    </>
  )
}

function End({ t, token }: { t: Translate; token: Token }) {
  const end = token.revokedAt ?? token.expiresAt
  return <>{end ? t('tokens.day', { day: end }) : t('tokens.never')}</>
}
