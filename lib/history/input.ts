import { z } from 'zod'

/** What the audit log tells of, as it can be filtered; each begins the names of its actions. */
export const AUDIT_SUBJECTS = [
  'sign-in',
  'authorization',
  'console-member',
  'access-review',
  'invitation',
  'company',
  'integration',
  'token',
  'setup-link',
  'user',
  'users',
  'group',
  'member',
  'alarm',
  'role',
  'entitlement',
  'problems',
  'request',
  'view',
  'export',
  'audit',
] as const

/** PostgreSQL holds no NUL, so nothing stored can contain one. */
const text = z
  .string()
  .transform((typed) => typed.replace(/\0/g, '').trim().slice(0, 200))
  .catch('')
const day = z.iso.date().catch('')

/** What the audit log is asked for; empty means “any”, and days are whole days in UTC. Wrong values mean nothing. */
export const auditSearch = z.object({
  q: text,
  actor: text,
  action: z.enum([...AUDIT_SUBJECTS, '']).catch(''),
  from: day,
  to: day,
  /** The position that the page before ended at. */
  before: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional().catch(undefined),
})
export type AuditSearch = z.infer<typeof auditSearch>
