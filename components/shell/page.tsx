import type { ComponentProps, ReactNode } from 'react'
import type { Crumb } from '../ui/breadcrumb'
import { cn } from '../ui/cn'
import { PageHeader } from './page-header'
import { TopBar } from './top-bar'

/** One signed-in page: top bar, heading, content. `narrow` is for forms (720 px), which begin where all pages do. */
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
        className="mx-auto w-full max-w-[1440px] flex-1 px-4 py-6 outline-none md:px-6"
      >
        <div className={cn(narrow && 'max-w-[720px]')}>
          <PageHeader {...header}>{tabs}</PageHeader>
          <div className={cn('flex flex-col gap-8', tabs ? 'pt-5' : 'pt-6')}>{children}</div>
        </div>
      </main>
    </>
  )
}
