/** How long a company may keep its request log, in days. */
export const RETENTION = { least: 30, most: 365, usual: 90 } as const

export const RESULTS = ['ok', 'failed', 'refused'] as const
export const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
export const RANGES = ['1h', '1d', '7d', '30d'] as const
