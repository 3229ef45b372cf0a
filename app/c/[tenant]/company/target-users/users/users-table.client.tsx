'use client'

import dynamic from 'next/dynamic'
import { type ReactNode, useCallback } from 'react'
import { useTranslations } from 'use-intl'
import { shownColumns } from '@/components/data/columns'
import { ExportMenu } from '@/components/data/export-menu.client'
import type { ListWords } from '@/components/data/words'
import { DataTable } from '@/components/data-table.client'
import { useList } from '@/components/live/read.client'
import { routes } from '@/components/routes'
import { ButtonLink } from '@/components/ui/button'
import type { TargetUserRow } from '@/lib/directory/search'
import { GroupFilter } from '../group-filter.client'
import { UserBulk } from './bulk.client'
import { type CustomColumn, useUserColumns } from './columns.client'

const QuickLook = dynamic(() => import('./quick-look.client').then((module) => module.UserQuickLook))

const idOf = (user: TargetUserRow) => user.id

/** The people of the company, kept alive. `empty` is shown when there is nobody at all. */
export function UsersTable({
  tenant,
  integrations,
  custom,
  views,
  mostChosen,
  mayNot,
  empty,
}: {
  tenant: string
  integrations: readonly { value: string; label: string }[]
  /** What lists can show beside what every directory has. */
  custom: readonly CustomColumn[]
  views: ReactNode
  /** So many people can be chosen by name for an export. */
  mostChosen: number
  /** Why the reader may change nobody, if so. */
  mayNot: string | undefined
  empty: ReactNode
}) {
  const list = useList<TargetUserRow>(tenant, 'users')
  const t = useTranslations('users')
  const words: ListWords = useCallback((word, values) => t(`words.${word}`, values), [t])
  const { name, columns } = useUserColumns(list.search.cols, custom)
  return (
    <DataTable
      list={list}
      words={words}
      name={name}
      columns={columns}
      rowId={idOf}
      rowHref={(user) => routes.user(tenant, user.id)}
      filters={[
        {
          name: 'status',
          label: t('filters.status'),
          options: [
            { value: 'active', label: t('active') },
            { value: 'inactive', label: t('inactive') },
            { value: 'suspended', label: t('suspended') },
          ],
        },
        {
          name: 'origin',
          label: t('filters.origin'),
          options: [
            { value: 'idp', label: 'IDP' },
            { value: 'local', label: t('local') },
          ],
        },
        { name: 'integration', label: t('filters.integration'), options: integrations },
        {
          name: 'group',
          label: t('filters.group'),
          control: (filter) => <GroupFilter tenant={tenant} {...filter} />,
        },
        {
          name: 'problems',
          label: t('filters.problems'),
          options: [{ value: 'open', label: t('filters.open') }],
        },
        {
          name: 'since',
          label: t('filters.since'),
          options: [
            { value: '1d', label: t('since.day') },
            { value: '7d', label: t('since.week') },
            { value: '30d', label: t('since.month') },
          ],
        },
      ]}
      searchLabel={t('search')}
      actions={
        <>
          {views}
          <ExportMenu
            tenant={tenant}
            list="users"
            search={list.search}
            visible={shownColumns(columns, list.search.cols).map(({ id }) => id)}
          />
        </>
      }
      bulk={(selection) => <UserBulk {...{ tenant, selection, mostChosen, mayNot }} search={list.search} />}
      look={(user) => <QuickLook tenant={tenant} row={user} />}
      empty={empty}
      notFound={<ButtonLink href={routes.whyNotHere(tenant, list.search.q)}>{t('why.link')}</ButtonLink>}
    />
  )
}
