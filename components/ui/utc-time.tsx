/** A moment as evidence names it, the same for everybody who reads it: to the second, in UTC. `at` is an ISO instant. */
export function UtcTime({ at }: { at: string }) {
  return (
    <time dateTime={at} className="whitespace-nowrap tabular-nums">
      {`${at.slice(0, 10)} ${at.slice(11, 19)} UTC`}
    </time>
  )
}
