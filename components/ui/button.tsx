import { cva, type VariantProps } from 'class-variance-authority'
import Link from 'next/link'
import { type ComponentProps, type ReactNode, useId } from 'react'
import type { Route } from '@/components/routes'
import { cn } from './cn'

export const buttonClass = cva(
  'inline-flex shrink-0 select-none items-center justify-center gap-2 whitespace-nowrap rounded-control border font-medium transition-colors aria-disabled:cursor-not-allowed aria-disabled:border-border aria-disabled:bg-subtle aria-disabled:text-fg-3',
  {
    variants: {
      variant: {
        primary: 'border-transparent bg-accent text-on-accent not-aria-disabled:hover:bg-accent-hover',
        secondary: 'border-border bg-surface text-fg not-aria-disabled:hover:bg-hover',
        ghost:
          'border-transparent text-fg-2 not-aria-disabled:hover:bg-hover not-aria-disabled:hover:text-fg',
        destructive:
          'border-transparent bg-destructive text-on-accent not-aria-disabled:hover:bg-destructive-hover',
      },
      size: {
        sm: 'h-7 px-2 text-cell max-sm:h-10 max-sm:px-3 pointer-coarse:h-11',
        md: 'h-8 px-3 text-body max-sm:h-10 pointer-coarse:h-11',
        lg: 'h-10 px-4 text-body pointer-coarse:h-11',
        icon: 'size-8 max-sm:size-10 pointer-coarse:size-11',
      },
      wide: { true: 'w-full', false: '' },
    },
    defaultVariants: { variant: 'secondary', size: 'md', wide: false },
  },
)

type Look = VariantProps<typeof buttonClass>

/**
 * A button. With `reason` it stays reachable and says why it cannot be used, on hover and focus and to screen
 * readers; it then neither submits nor calls `onClick`.
 */
export function Button({
  variant,
  size,
  wide,
  reason,
  className,
  type = 'button',
  onClick,
  ...rest
}: ComponentProps<'button'> & Look & { reason?: string | undefined }) {
  const classes = cn(buttonClass({ variant, size, wide }), className)
  if (!reason) return <button {...rest} type={type} onClick={onClick} className={classes} />
  return (
    <WithReason reason={reason}>
      {(id) => <button {...rest} type="button" aria-disabled aria-describedby={id} className={classes} />}
    </WithReason>
  )
}

/** A link that looks like a button. With `reason` it is drawn as a button that cannot be used. */
export function ButtonLink({
  variant,
  size,
  wide,
  reason,
  className,
  children,
  ...rest
}: Omit<ComponentProps<typeof Link>, 'href'> & Look & { href: Route; reason?: string | undefined }) {
  if (reason) {
    return (
      <Button variant={variant} size={size} wide={wide} reason={reason} className={className}>
        {children}
      </Button>
    )
  }
  return (
    <Link prefetch={false} {...rest} className={cn(buttonClass({ variant, size, wide }), className)}>
      {children}
    </Link>
  )
}

function WithReason({ reason, children }: { reason: string; children: (id: string) => ReactNode }) {
  const id = useId()
  return (
    <span className="group/reason relative inline-flex">
      {children(id)}
      <span
        id={id}
        role="tooltip"
        className="pointer-events-none absolute top-full end-0 z-40 mt-1.5 w-max max-w-64 rounded-control border bg-surface px-2 py-1 text-fg-2 text-meta opacity-0 shadow-float transition-opacity group-focus-within/reason:opacity-100 group-hover/reason:opacity-100"
      >
        {reason}
      </span>
    </span>
  )
}
