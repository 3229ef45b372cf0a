import type { ComponentProps, ReactNode } from 'react'
import type { Crumb } from '../ui/breadcrumb'
import { cn } from '../ui/cn'
import { PageHeader } from './page-header'
import { TopBar } from './top-bar'

/** One signed-in page: top bar, heading, content. `narrow` is for forms (720 px). */
export function Page({
  breadcrumb,
  narrow,
  tabs,
  children,
  ...header
}: Omit<ComponentProps<typeof PageHeader>, 'children'> & {
  breadcrumb: readonly Crumb[]
  narrow?: boolean
  tabs?: ReactNode
  children: ReactNode
}) {
  return (
    <>
      <TopBar breadcrumb={breadcrumb} />
      <main
        id="content"
        tabIndex={-1}
        className={cn(
          'mx-auto w-full flex-1 px-4 py-6 outline-none md:px-6',
          narrow ? 'max-w-[768px]' : 'max-w-[1440px]',
        )}
      >
        <PageHeader {...header}>{tabs}</PageHeader>
        <div className={cn('flex flex-col gap-8', tabs ? 'pt-5' : 'pt-6')}>{children}</div>
      </main>
    </>
  )
}
