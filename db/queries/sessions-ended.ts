import { lt } from 'drizzle-orm'
import type { Tx } from '../client'
import { sessionsEnded } from '../schema/tenancy'

/** Refuses the session from now on. Sign-outs are few: whoever adds one sweeps those that ended by themselves. */
export async function insertSessionEnded(tx: Tx, session: { id: string; endsAt: Date }): Promise<void> {
  await tx.orm.delete(sessionsEnded).where(lt(sessionsEnded.endsAt, new Date()))
  await tx.orm.insert(sessionsEnded).values(session).onConflictDoNothing()
}
