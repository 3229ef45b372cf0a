import type { Database } from '../client'

/** Forgets the counters that ended before `now`, in milliseconds since 1970. */
export async function deleteExpiredLimits(db: Database, now: number): Promise<void> {
  await db.pool.query('delete from rate_limits where expire < $1', [now])
}

/** The window is the same for whoever counts: PostgreSQL's clock tells it. */
const COUNT = {
  name: 'count_in_window',
  text: `insert into rate_limits (key, points, expire)
         select $1 || ':' || w.number, $2, (w.number + 1) * $3::bigint * 1000
         from (select floor(extract(epoch from now()) / $3::bigint)::bigint as number) w
         on conflict (key) do update set points = rate_limits.points + excluded.points
         returning points`,
}

/** Adds to what `key` has in the window of so many seconds that is running; answers the sum. */
export async function addInWindow(
  db: Database,
  key: string,
  points: number,
  seconds: number,
): Promise<number> {
  const { rows } = await db.pool.query<{ points: number }>({ ...COUNT, values: [key, points, seconds] })
  return rows[0]?.points ?? points
}
