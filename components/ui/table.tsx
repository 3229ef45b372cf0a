import type { ComponentProps } from 'react'
import { cn } from './cn'

/** A table in a labelled frame that scrolls sideways when the page is narrow. */
export function Table({ className, label, ...rest }: ComponentProps<'table'> & { label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard
    <section aria-label={label} tabIndex={0} className="overflow-x-auto">
      <table
        {...rest}
        className={cn('w-full border-collapse text-start text-cell tabular-nums', className)}
      />
    </section>
  )
}

export function TableHead({ className, ...rest }: ComponentProps<'thead'>) {
  return <thead {...rest} className={cn('sticky top-0 z-10 bg-subtle', className)} />
}

export function TableRow({ className, ...rest }: ComponentProps<'tr'>) {
  return <tr {...rest} className={cn('border-b last:border-b-0', className)} />
}

export function HeaderCell({ className, ...rest }: ComponentProps<'th'>) {
  return (
    <th
      scope="col"
      {...rest}
      className={cn(
        'h-8 whitespace-nowrap px-3 font-medium text-fg-2 text-meta first:ps-5 last:pe-5',
        className,
      )}
    />
  )
}

export function Cell({ className, ...rest }: ComponentProps<'td'>) {
  return <td {...rest} className={cn('h-10 px-3 py-1.5 first:ps-5 last:pe-5', className)} />
}
