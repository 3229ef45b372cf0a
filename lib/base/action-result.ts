/**
 * What a server action answers. The key '' carries a message for the whole; `kept` says the same to who has typed
 * something, which is still there.
 */
export type ActionResult<T> =
  | { ok: true; data: T }
  | { ok: false; errors: Record<string, string>; kept?: string }
