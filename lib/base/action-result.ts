/**
 * What a server action answers. The key '' carries a message for the whole; `kept` says the same to who has typed
 * something, which is still there. `stepUp`: whoever asked has to prove first that it is them, or would not.
 */
export type ActionResult<T> =
  | { ok: true; data: T }
  | { ok: false; errors: Record<string, string>; kept?: string; stepUp?: 'asked' | 'declined' }
