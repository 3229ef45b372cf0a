/** What a server action answers a form. The key '' carries a message for the form as a whole. */
export type ActionResult<T> = { ok: true; data: T } | { ok: false; errors: Record<string, string> }
