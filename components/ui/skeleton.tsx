import { cn } from './cn'

/** The place of something that is on its way. It stays blank for 200 ms, so that fast answers do not flicker. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden
      className={cn(
        'block h-4 animate-pulse rounded-tag bg-hover opacity-100 [animation-delay:200ms]',
        className,
      )}
    />
  )
}

/** Table rows on their way, in the geometry of the real ones. */
export function SkeletonRows({ rows = 3, columns }: { rows?: number; columns: number }) {
  return Array.from({ length: rows }, (_, row) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move
    <tr key={row} className="border-b last:border-b-0">
      {Array.from({ length: columns }, (_, column) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        <td key={column} className="h-10 px-3 first:ps-4 last:pe-4">
          <Skeleton className={column === 0 ? 'w-40' : 'w-20'} />
        </td>
      ))}
    </tr>
  ))
}
