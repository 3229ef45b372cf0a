'use client'

import { LoaderCircle } from 'lucide-react'
import type { ComponentProps } from 'react'
import { useFormStatus } from 'react-dom'
import { Button } from './button'

/** Sends its form and, while it is under way, says so and ignores further clicks. */
export function SubmitButton({
  busyLabel,
  children,
  variant = 'primary',
  ...rest
}: Omit<ComponentProps<typeof Button>, 'type'> & { busyLabel?: string }) {
  const { pending } = useFormStatus()
  return (
    <Button
      {...rest}
      type="submit"
      variant={variant}
      aria-busy={pending || undefined}
      onClick={pending ? (event) => event.preventDefault() : rest.onClick}
    >
      {pending && <LoaderCircle className="animate-spin" />}
      {pending && busyLabel ? busyLabel : children}
    </Button>
  )
}
