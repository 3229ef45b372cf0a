import type { ComponentProps } from 'react'
import { cn } from './cn'

/** The frame that every text control shares. */
export const controlClass =
  'w-full min-w-0 rounded-control border border-border-strong bg-surface px-2.5 text-body text-fg transition-colors disabled:cursor-not-allowed disabled:bg-subtle disabled:text-fg-3 [&:is(input,textarea):read-only:not(:disabled)]:bg-subtle aria-invalid:border-err-dot max-sm:text-touch'

export const inputHeight = 'h-8 max-sm:h-11 pointer-coarse:h-11'

export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input {...rest} className={cn(controlClass, inputHeight, className)} />
}
