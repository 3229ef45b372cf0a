import { and, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Tx } from '../client'
import { type InvitationEnd, invitations, type Role, tenants } from '../schema/tenancy'

export type InvitationRow = {
  id: string
  email: string
  emailKey: string
  role: Role
  invitedById: string | null
  invitedBy: string
  invitedByEmail: string | null
  createdAt: Date
  expiresAt: Date
  endedAt: Date | null
  endedAs: InvitationEnd | null
}

const COLUMNS = {
  id: invitations.id,
  email: invitations.email,
  emailKey: invitations.emailKey,
  role: invitations.role,
  invitedById: invitations.invitedById,
  invitedBy: invitations.invitedBy,
  invitedByEmail: invitations.invitedByEmail,
  createdAt: invitations.createdAt,
  expiresAt: invitations.expiresAt,
  endedAt: invitations.endedAt,
  endedAs: invitations.endedAs,
}

const isOpen = (tenantId: string) => and(eq(invitations.tenantId, tenantId), isNull(invitations.endedAt))

/** Those that were neither used nor revoked, expired ones too, the newest first. */
export function selectOpenInvitations(tx: Tx, tenantId: string): Promise<InvitationRow[]> {
  return tx.orm
    .select(COLUMNS)
    .from(invitations)
    .where(isOpen(tenantId))
    .orderBy(desc(invitations.createdAt), desc(invitations.id))
}

/** An open one by its id, held until the transaction ends. */
export async function lockInvitation(
  tx: Tx,
  tenantId: string,
  id: string,
): Promise<InvitationRow | undefined> {
  const [row] = await tx.orm
    .select(COLUMNS)
    .from(invitations)
    .where(and(isOpen(tenantId), eq(invitations.id, id)))
    .for('update')
  return row
}

/** The one that a link names, ended or not, with what the company is called. */
export async function selectInvitationByHash(
  tx: Tx,
  tenantId: string,
  hash: Buffer,
): Promise<(InvitationRow & { tenantName: string; tenantSlug: string }) | undefined> {
  const [row] = await tx.orm
    .select({ ...COLUMNS, tenantName: tenants.name, tenantSlug: tenants.slug })
    .from(invitations)
    .innerJoin(tenants, eq(tenants.id, invitations.tenantId))
    .where(and(eq(invitations.tenantId, tenantId), eq(invitations.hash, hash), isNull(tenants.deletedAt)))
  return row
}

/** Invites each address, or makes the link of its open invitation a new one; the old link ends. */
export async function upsertInvitations(
  tx: Tx,
  tenantId: string,
  rows: readonly (Omit<InvitationRow, 'endedAt' | 'endedAs'> & { hash: Buffer })[],
): Promise<void> {
  await tx.orm
    .insert(invitations)
    .values(rows.map((row) => ({ tenantId, ...row })))
    .onConflictDoUpdate({
      target: [invitations.tenantId, invitations.emailKey],
      targetWhere: sql`ended_at is null`,
      set: {
        email: sql`excluded.email`,
        role: sql`excluded.role`,
        hash: sql`excluded.hash`,
        invitedById: sql`excluded.invited_by_id`,
        invitedBy: sql`excluded.invited_by`,
        invitedByEmail: sql`excluded.invited_by_email`,
        createdAt: sql`excluded.created_at`,
        expiresAt: sql`excluded.expires_at`,
      },
    })
}

export async function endInvitation(
  tx: Tx,
  tenantId: string,
  id: string,
  end: { endedAt: Date; endedAs: InvitationEnd },
): Promise<void> {
  await tx.orm
    .update(invitations)
    .set(end)
    .where(and(isOpen(tenantId), eq(invitations.id, id)))
}

/** Revokes the open invitations of somebody who may no longer invite: to be an owner, or at all. Returns them. */
export function revokeInvitationsBy(
  tx: Tx,
  tenantId: string,
  of: { personId: string; roles: readonly Role[]; at: Date },
): Promise<InvitationRow[]> {
  return tx.orm
    .update(invitations)
    .set({ endedAt: of.at, endedAs: 'revoked' })
    .where(
      and(
        isOpen(tenantId),
        eq(invitations.invitedById, of.personId),
        inArray(invitations.role, [...of.roles]),
      ),
    )
    .returning(COLUMNS)
}
