/** What can be decided of a member. */
export const DECISIONS = ['keep', 'change', 'remove'] as const
