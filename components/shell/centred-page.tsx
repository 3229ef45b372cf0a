import type { ReactNode } from 'react'
import { Logo } from './logo'

/** A page with one thing to do and no menu: sign-in, set-up, choosing a company. The card is 400 px wide. */
export function CentredPage({
  title,
  text,
  footer,
  children,
}: {
  title: string
  text?: ReactNode
  footer?: ReactNode
  children?: ReactNode
}) {
  return (
    <main id="content" className="flex min-h-dvh flex-col items-center px-4 pt-[12vh] pb-12">
      <Logo className="mb-8" />
      <div className="w-full max-w-[400px] rounded-dialog border bg-surface p-6">
        <h1 className="text-title">{title}</h1>
        {text && <div className="mt-1.5 text-body text-fg-2">{text}</div>}
        {children && <div className="mt-6">{children}</div>}
      </div>
      {footer && <div className="mt-6 max-w-[400px] text-center text-cell text-fg-2">{footer}</div>}
    </main>
  )
}
