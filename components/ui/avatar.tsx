import { cn } from './cn'

/** First letters of the first and last word (of an e-mail address: before the @), whatever the script; else `?`. */
export function initials(name: string): string {
  const words = (name.split('@')[0] ?? '').split(/[\s._-]+/u).filter(Boolean)
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) =>
    word ? [...word][0] : '',
  )
  return letters.join('').toLocaleUpperCase('en') || '?'
}

/** Initials of a person or company; decoration beside a name that is written out. */
export function Avatar({ name, square, className }: { name: string; square?: boolean; className?: string }) {
  return (
    <span
      aria-hidden
      className={cn(
        'inline-flex size-7 shrink-0 select-none items-center justify-center border bg-subtle font-medium text-[11px] text-fg-2',
        square ? 'rounded-control' : 'rounded-full',
        className,
      )}
    >
      {initials(name)}
    </span>
  )
}
