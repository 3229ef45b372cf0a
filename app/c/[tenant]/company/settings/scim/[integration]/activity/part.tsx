import type { ReactNode } from 'react'

/** A titled part of a request. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex min-w-0 flex-col gap-2">
      <h2 className="font-medium text-body">{title}</h2>
      {children}
    </section>
  )
}
