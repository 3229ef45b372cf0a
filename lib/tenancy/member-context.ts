import type { Database } from '@/db/client'
import { shownThrough } from '@/db/shown'
import type { Visitor } from '@/lib/auth/attempts'
import type { Ctx } from './context'
import { maskRow } from './masking'
import { permissionsOf, type Role } from './permissions'

/** What a company knows of one of its members. */
export type Membership = {
  tenantId: string
  tenantSlug: string
  tenantName: string
  personId: string
  name: string
  email: string
  role: Role
  masksForAuditors: boolean
}

/** The context of a member: the one place that decides what their role may do, and how it reads rows. */
export function contextOfMember(
  db: Database,
  member: Membership,
  visitor: Visitor = {},
  provenUntil?: number,
): Ctx {
  const { tenantId, tenantSlug, tenantName, personId, name, email, role, masksForAuditors } = member
  return {
    db: role === 'auditor' && masksForAuditors ? shownThrough(db, maskRow) : db,
    tenantId,
    tenantSlug,
    tenantName,
    actor: { kind: 'person', personId, name, email, ...visitor },
    permissions: permissionsOf(role),
    ...(provenUntil !== undefined && { provenUntil }),
  }
}
