export const KINDS = ['role', 'entitlement'] as const
