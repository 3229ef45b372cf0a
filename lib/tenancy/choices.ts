/** Years that an audit log may be kept; `ever` never removes anything. A year is the least that auditors ask for. */
export const AUDIT_YEARS = ['ever', '1', '2', '3', '5', '7', '10'] as const
