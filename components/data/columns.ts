import type { ReactNode } from 'react'

/** The column that names a row: its text is the link, the whole row leads to the same place. */
export type NameColumn<Row> = {
  header: string
  sort?: string
  text: (row: Row) => string
  detail?: (row: Row) => ReactNode
  leading?: (row: Row) => ReactNode
}

export type Column<Row> = {
  id: string
  header: string
  cell: (row: Row) => ReactNode
  /** The name to sort by in the address; without it the column cannot be sorted. */
  sort?: string
  align?: 'end'
  /** The narrowest screen on which the column is drawn; cards (under 640 px) follow `card`. */
  from?: 'md' | 'lg' | 'xl'
  /** False leaves the column out of cards. */
  card?: boolean
}

export const fromClass = { md: 'max-md:sm:hidden', lg: 'max-lg:sm:hidden', xl: 'max-xl:sm:hidden' } as const
