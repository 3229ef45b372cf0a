import type { CredentialRow } from '@/db/queries/credentials'
import type { Knock } from '@/lib/auth/bearer'
import type { Call } from '@/lib/scim'
import { NotAsPresumed } from '@/lib/tenancy/mutate'
import type { Asked } from './asked'
import { answer } from './calls'
import { isPaced } from './pace'
import type { ScimResponse } from './request'

type Outcome = { readonly response: ScimResponse } | { readonly error: unknown }

/** A call that was answered for whom it seemed to come from, and is known by now to have come from them. */
export type Ahead = { readonly credential: CredentialRow; readonly call: Call; readonly outcome: Outcome }

/**
 * Answers a read or a write as if whoever calls were who they seem to be, so that the question who they are and what
 * they ask leave for the database together. A read is given to nobody before it is confirmed whose call it is; a write
 * asks in its own transaction, and is not committed otherwise. Whatever went wrong is told only to whom it is known to be.
 *
 * Undefined where the call has to be answered in the ordinary way: nothing has been written then.
 *
 * @param ask what the call asks for, in the eyes of a context; throws where it asks for nothing that there is
 */
export async function answerAhead(
  { presumed, isAsPresumed }: Knock,
  ask: (ctx: Asked['ctx']) => Promise<{ call: Call; asked: Asked }>,
): Promise<Ahead | undefined> {
  if (!presumed || presumed.credential.pausedAt || isPaced()) return undefined
  const aim = await ask(presumed.ctx).catch(() => undefined)
  if (!aim || !isPlain(aim.call)) return undefined
  const { call, asked } = aim
  const answered = outcomeOf(answer(call, asked))
  const isRead = call.kind === 'list' || call.kind === 'get'
  const [outcome, isConfirmed] = isRead
    ? await Promise.all([answered, isAsPresumed()])
    : await answered.then(async (outcome) => [outcome, await isConfirmedBy(outcome, isAsPresumed)] as const)
  return isConfirmed ? { credential: presumed.credential, call, outcome } : undefined
}

/** A group is not read ahead: a large one is opened, and would have to be closed again. */
function isPlain(call: Call): boolean {
  if (call.kind === 'get') return call.type === 'User'
  return ['list', 'create', 'replace', 'patch', 'delete'].includes(call.kind)
}

/** What was written has been confirmed with it. */
async function isConfirmedBy(outcome: Outcome, isAsPresumed: Knock['isAsPresumed']): Promise<boolean> {
  if ('response' in outcome) return true
  return !(outcome.error instanceof NotAsPresumed) && isAsPresumed()
}

function outcomeOf(answered: Promise<ScimResponse>): Promise<Outcome> {
  return answered.then(
    (response) => ({ response }),
    (error: unknown) => ({ error }),
  )
}
