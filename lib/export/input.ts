import { z } from 'zod'

export const EXPORT_FORMATS = ['csv', 'json'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** `?format=` of an export; the rest of the address is the search of the list. */
export const exportInput = z.object({ format: z.enum(EXPORT_FORMATS).catch('csv') })
