/** Years that an audit log may be kept; `ever` never removes anything. A year is the least that auditors ask for. */
export const AUDIT_YEARS = ['ever', '1', '2', '3', '5', '7', '10'] as const

/** Minutes without an activity after which members sign in again; the last is what holds everywhere. */
export const IDLE_MINUTES = ['5', '10', '15', '20', '30'] as const

/** Hours after which members sign in again in any case; the last is what holds everywhere. */
export const SESSION_HOURS = ['1', '2', '4', '8', '12'] as const
