import { cn } from '../ui/cn'

/** A list with its first name ticked, and the product's name. */
export function Logo({ className }: { className?: string }) {
  return (
    <span className={cn('inline-flex items-center gap-2 font-semibold text-section', className)}>
      <svg viewBox="0 0 24 24" aria-hidden className="size-6">
        <rect width="24" height="24" rx="6" className="fill-accent" />
        <path
          d="M6 8.2l1.7 1.7L10.6 7M13 8.5h5M6.5 13h11.5M6.5 17h11.5"
          fill="none"
          stroke="white"
          strokeWidth="1.75"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      Rollcall
    </span>
  )
}
