import { and, desc, eq } from 'drizzle-orm'
import type { Tx } from '../client'
import { setupLinks } from '../schema/tenancy'

/** A link as people see it; its fingerprints are not among the columns. */
export type SetupLinkRow = {
  id: string
  integrationId: string
  key: string
  createdAt: Date
  createdBy: string
  expiresAt: Date
  revokedAt: Date | null
  revokedBy: string | null
  revealedAt: Date | null
  wrongCodes: number
}

/** With what proves it. */
export type SetupLinkSecrets = SetupLinkRow & { hash: Buffer; codeHash: Buffer }

const COLUMNS = {
  id: setupLinks.id,
  integrationId: setupLinks.integrationId,
  key: setupLinks.key,
  createdAt: setupLinks.createdAt,
  createdBy: setupLinks.createdBy,
  expiresAt: setupLinks.expiresAt,
  revokedAt: setupLinks.revokedAt,
  revokedBy: setupLinks.revokedBy,
  revealedAt: setupLinks.revealedAt,
  wrongCodes: setupLinks.wrongCodes,
}
const SECRETS = { ...COLUMNS, hash: setupLinks.hash, codeHash: setupLinks.codeHash }

const named = (tenantId: string, id: string) => and(eq(setupLinks.tenantId, tenantId), eq(setupLinks.id, id))

export async function insertSetupLink(
  tx: Tx,
  tenantId: string,
  link: Omit<SetupLinkSecrets, 'revokedAt' | 'revokedBy' | 'revealedAt' | 'wrongCodes'>,
): Promise<void> {
  await tx.orm.insert(setupLinks).values({ tenantId, ...link })
}

/** The links of one integration, the newest first. */
export function selectSetupLinks(tx: Tx, tenantId: string, integrationId: string): Promise<SetupLinkRow[]> {
  return tx.orm
    .select(COLUMNS)
    .from(setupLinks)
    .where(and(eq(setupLinks.tenantId, tenantId), eq(setupLinks.integrationId, integrationId)))
    .orderBy(desc(setupLinks.createdAt), desc(setupLinks.id))
}

/** The link of this tenant with this public part; one of another tenant is simply not found. */
export async function selectSetupLinkByKey(
  tx: Tx,
  tenantId: string,
  key: string,
): Promise<SetupLinkSecrets | undefined> {
  const [row] = await tx.orm
    .select(SECRETS)
    .from(setupLinks)
    .where(and(eq(setupLinks.tenantId, tenantId), eq(setupLinks.key, key)))
  return row
}

/** One link, held until the transaction ends. */
export async function lockSetupLink(
  tx: Tx,
  tenantId: string,
  id: string,
): Promise<SetupLinkSecrets | undefined> {
  const [row] = await tx.orm.select(SECRETS).from(setupLinks).where(named(tenantId, id)).for('update')
  return row
}

export async function updateSetupLink(
  tx: Tx,
  tenantId: string,
  id: string,
  set: Partial<Pick<SetupLinkRow, 'revokedAt' | 'revokedBy' | 'revealedAt' | 'wrongCodes'>>,
): Promise<void> {
  await tx.orm.update(setupLinks).set(set).where(named(tenantId, id))
}
