/**
 * A restore that was begun, by whom and in whose name it runs, and when it had gone through the whole set or was
 * stopped before.
 */
export type RestoreFacts = {
  by: string
  personId?: string
  at: string
  endedAt: string | null
  stopped?: { as: 'asked' | 'no-longer-allowed' | 'failed'; by: string }
}

/** What becomes of the people and groups of an integration that is deleted. */
export type Fate = 'keep' | 'deactivate' | 'remove'

/** What an Owner chose when they deleted an integration, and how far it has been brought back. */
export type Deletion = {
  by: string
  people: Fate
  users: number
  groups: number
  /** ISO; stays when it has been brought back. */
  at: string
  /** Set once it is brought back: its people and groups follow behind the page. */
  restore?: RestoreFacts
}
