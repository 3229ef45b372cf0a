import type { ReactNode } from 'react'

/** The one `<h1>` of a page, what the page is for, and what can be done on it. `leading` and `aside` stand beside the title. */
export function PageHeader({
  leading,
  title,
  aside,
  text,
  actions,
  children,
}: {
  leading?: ReactNode
  title: ReactNode
  aside?: ReactNode
  text?: ReactNode
  actions?: ReactNode
  children?: ReactNode
}) {
  return (
    <div className="flex flex-col gap-4">
      <div className="flex items-start justify-between gap-x-6 gap-y-3 max-sm:flex-col">
        <div className="flex min-w-0 max-w-full items-start gap-3">
          {leading}
          <div className="min-w-0">
            <div className="group/title flex flex-wrap items-center gap-x-3 gap-y-1">
              <h1 className="min-w-0 group-has-data-renaming/title:sr-only text-title [overflow-wrap:anywhere]">
                {title}
              </h1>
              {aside}
            </div>
            {text && (
              <div className="mt-1 max-w-[72ch] text-pretty text-body text-fg-2 has-data-wide:max-w-none [overflow-wrap:anywhere]">
                {text}
              </div>
            )}
          </div>
        </div>
        {actions && <div className="flex shrink-0 flex-wrap items-center gap-2 print:hidden">{actions}</div>}
      </div>
      {children}
    </div>
  )
}
