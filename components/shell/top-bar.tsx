import { Breadcrumb, type Crumb } from '../ui/breadcrumb'
import { LiveDot } from './live-dot.client'
import { MobileMenu } from './mobile-menu.client'
import { SidebarToggle } from './shell.client'
import { Tools } from './tools.client'

/** 48 px at the head of each page: where you are, then the shared tools and whether the page is live. */
export function TopBar({ breadcrumb }: { breadcrumb: readonly Crumb[] }) {
  return (
    <header className="sticky top-0 z-20 flex h-12 shrink-0 items-center gap-2 border-b bg-canvas px-4 print:hidden md:px-6">
      <MobileMenu />
      <SidebarToggle />
      <Breadcrumb items={breadcrumb} />
      <div className="ms-auto flex shrink-0 items-center gap-2">
        <Tools />
        <LiveDot />
      </div>
    </header>
  )
}
