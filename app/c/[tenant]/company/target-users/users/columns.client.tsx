'use client'

import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import type { Column, NameColumn } from '@/components/data/columns'
import { Avatar } from '@/components/ui/avatar'
import { Badge, OriginBadge } from '@/components/ui/badge'
import { RelativeTime } from '@/components/ui/relative-time.client'
import { StatusText } from '@/components/ui/status-pill'
import type { TargetUserRow } from '@/lib/directory/search'
import { LISTED_FIELDS } from '@/lib/mapping/choices'

/** An attribute under a name of the client’s own, in the reader’s words. */
export type CustomColumn = { path: string; label: string }

/** The columns of the list of people; the optional ones are drawn when somebody chooses them. */
export function useUserColumns(
  chosen: readonly string[],
  custom: readonly CustomColumn[],
): {
  name: NameColumn<TargetUserRow>
  columns: Column<TargetUserRow>[]
} {
  const t = useTranslations('users')
  const hasEmail = chosen.length === 0 || chosen.includes('email')
  return useMemo(() => {
    const none = <span className="text-fg-3">{t('none')}</span>
    const plain = (value: string | null | undefined) =>
      value ? <span className="block max-w-48 truncate text-fg-2">{value}</span> : none
    const when = (at: string) => (
      <span className="text-fg-2">
        <RelativeTime at={at} />
      </span>
    )
    const name: NameColumn<TargetUserRow> = {
      header: t('columns.name'),
      sort: 'name',
      text: (user) => user.name,
      // Mostly the same as the e-mail address, which stands beside it where there is room.
      detail: ({ userName, email }) =>
        userName === email && hasEmail ? <span className="lg:hidden">{userName}</span> : userName,
      leading: (user) => <Avatar name={user.name} />,
    }
    const columns: Column<TargetUserRow>[] = [
      {
        id: 'email',
        header: t('columns.email'),
        cell: ({ email }) => (email ? <span className="block truncate text-fg-2">{email}</span> : none),
        from: 'lg',
        card: false,
        shrinks: true,
      },
      {
        id: 'status',
        header: t('columns.status'),
        sort: 'status',
        cell: ({ active, suspended }) =>
          suspended ? (
            <StatusText tone="err">{t('suspended')}</StatusText>
          ) : (
            <StatusText tone={active ? 'ok' : 'neutral'}>{t(active ? 'active' : 'inactive')}</StatusText>
          ),
      },
      {
        id: 'origin',
        header: t('columns.origin'),
        cell: ({ origin, integration }) => <OriginBadge origin={origin} integration={integration?.name} />,
      },
      {
        id: 'groups',
        header: t('columns.groups'),
        cell: ({ groups }) => (groups.names.length === 0 ? none : <GroupNames {...groups} />),
        from: 'lg',
        card: false,
      },
      {
        id: 'synced',
        header: t('columns.synced'),
        sort: 'synced',
        cell: ({ lastSynced }) => when(lastSynced),
        from: 'md',
      },
      {
        id: 'userName',
        header: t('columns.userName'),
        sort: 'userName',
        cell: (user) => plain(user.userName),
        optional: true,
      },
      ...LISTED_FIELDS.map((id) => ({
        id,
        header: t(`columns.${id}`),
        cell: (user: TargetUserRow) => plain(user[id]),
        optional: true,
      })),
      {
        id: 'externalId',
        header: t('columns.externalId'),
        cell: ({ externalId }) =>
          externalId ? (
            <code className="block max-w-48 truncate font-mono text-code text-fg-2">{externalId}</code>
          ) : (
            none
          ),
        optional: true,
      },
      {
        id: 'integration',
        header: t('columns.integration'),
        cell: ({ integration }) => plain(integration?.name),
        optional: true,
      },
      {
        id: 'created',
        header: t('columns.created'),
        sort: 'created',
        cell: ({ created }) => when(created),
        optional: true,
      },
      ...custom.map(({ path, label }) => ({
        id: path,
        header: label,
        cell: (user: TargetUserRow) => {
          const value = user.custom[path] ?? null
          return plain(typeof value === 'boolean' ? t(value ? 'yes' : 'no') : value?.toString())
        },
        optional: true,
      })),
    ]
    return { name, columns }
  }, [t, hasEmail, custom])
}

function GroupNames({ names, more }: TargetUserRow['groups']) {
  return (
    <span className="flex gap-1">
      {names.map((group, position) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two integrations may each have a group of this name
        <Badge key={position} className="max-w-24">
          {group}
        </Badge>
      ))}
      {more > 0 && <Badge className="shrink-0">+{more}</Badge>}
    </span>
  )
}
