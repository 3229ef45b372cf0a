import { inTenant } from '@/db/client'
import { selectDirectoryCounts } from '@/db/queries/directory-facts'
import { type IntegrationRow, selectIntegrations } from '@/db/queries/integrations'
import { SIGN_IN_METHOD } from '@/lib/auth/session-claims'
import { type ExportAsked, type ExportedFile, exportFile } from '@/lib/export/export'
import type { Cell, ExportColumn } from '@/lib/export/write'
import { PROVIDERS } from '@/lib/integrations/choices'
import { type Rules, readRules } from '@/lib/integrations/rules'
import { listTokens, type Token } from '@/lib/integrations/tokens'
import type { Ctx } from '@/lib/tenancy/context'
import { listMembers, type Member } from '@/lib/tenancy/members'
import { requirePermission } from '@/lib/tenancy/permissions'

/** How many there are of what an audit draws its samples from; `at` is an ISO instant. */
export type Populations = {
  at: string
  members: number
  people: number
  integrations: number
  tokens: { all: number; live: number }
}

export async function getPopulations(ctx: Ctx): Promise<Populations> {
  requirePermission(ctx, 'audit.read')
  const [members, tokens, counts] = await Promise.all([
    listMembers(ctx),
    listTokens(ctx),
    inTenant(ctx.db, ctx.tenantId, (tx) => selectDirectoryCounts(tx, ctx.tenantId)),
  ])
  return {
    at: new Date().toISOString(),
    members: members.length,
    people: counts.users,
    integrations: counts.integrations,
    tokens: { all: tokens.length, live: tokens.filter(({ state }) => state === 'active').length },
  }
}

const iso = (at: Date | null) => at?.toISOString() ?? null

const MEMBER_COLUMNS: readonly ExportColumn<Member>[] = [
  { key: 'id', value: ({ id }) => id },
  { key: 'name', value: ({ name }) => name },
  { key: 'email', value: ({ email }) => email },
  { key: 'role', value: ({ role }) => role },
  { key: 'memberSince', value: ({ createdAt }) => iso(createdAt) },
  { key: 'lastActive', value: ({ lastVisitedAt }) => iso(lastVisitedAt) },
  { key: 'signInMethod', value: () => SIGN_IN_METHOD },
]

/** Whatever rules there are; the mapping of attributes is no rule of access. */
const RULES = (Object.keys(readRules({})) as (keyof Rules)[]).filter((rule) => rule !== 'mapping')

function cellOf(value: Rules[keyof Rules]): Cell {
  if (Array.isArray(value)) return value.join('; ')
  return value !== null && typeof value === 'object' ? JSON.stringify(value) : value
}

const INTEGRATION_COLUMNS: readonly ExportColumn<IntegrationRow>[] = [
  { key: 'id', value: ({ id }) => id },
  { key: 'name', value: ({ name }) => name },
  { key: 'provider', value: ({ provider }) => PROVIDERS[provider] },
  { key: 'created', value: ({ createdAt }) => iso(createdAt) },
  { key: 'createdBy', value: ({ createdBy }) => createdBy },
  { key: 'groupSync', value: ({ groupSync }) => groupSync },
  { key: 'paused', value: ({ pausedAt }) => iso(pausedAt) },
  { key: 'pausedBy', value: ({ pausedBy }) => pausedBy },
  ...RULES.map((rule) => ({
    key: rule,
    value: ({ rules }: IntegrationRow) => cellOf(readRules(rules)[rule]),
  })),
]

type ListedToken = Token & { integration: string | null; successor: string | null }

const TOKEN_COLUMNS: readonly ExportColumn<ListedToken>[] = [
  { key: 'id', value: ({ id }) => id },
  { key: 'integration', value: ({ integration }) => integration },
  { key: 'name', value: ({ name }) => name },
  { key: 'fingerprint', value: ({ masked }) => masked },
  { key: 'access', value: ({ access }) => access },
  { key: 'state', value: ({ state }) => state },
  { key: 'allowedAddresses', value: ({ allowedAddresses }) => allowedAddresses.join('; ') },
  { key: 'created', value: ({ createdAt }) => iso(createdAt) },
  { key: 'createdBy', value: ({ createdBy }) => createdBy },
  { key: 'expires', value: ({ expiresAt }) => iso(expiresAt) },
  { key: 'rotationOf', value: ({ replaces }) => replaces },
  { key: 'rotatedTo', value: ({ successor }) => successor },
  { key: 'letEndBy', value: ({ retiredBy }) => retiredBy },
  { key: 'revoked', value: ({ revokedAt }) => iso(revokedAt) },
  { key: 'revokedBy', value: ({ revokedBy }) => revokedBy },
  { key: 'lastUsed', value: ({ lastUsedAt }) => iso(lastUsedAt) },
]

/** Who may sign in to the console. */
export function exportConsoleMembers(ctx: Ctx, asked: ExportAsked): Promise<ExportedFile> {
  requirePermission(ctx, 'audit.read')
  const batches = inOneBatch(() => listMembers(ctx))
  return exportFile(ctx, { what: 'console-members', columns: MEMBER_COLUMNS, batches }, asked)
}

/** Every integration with its rules. */
export function exportIntegrations(ctx: Ctx, asked: ExportAsked): Promise<ExportedFile> {
  requirePermission(ctx, 'audit.read')
  const batches = inOneBatch(() =>
    inTenant(ctx.db, ctx.tenantId, (tx) => selectIntegrations(tx, ctx.tenantId)),
  )
  return exportFile(ctx, { what: 'integrations', columns: INTEGRATION_COLUMNS, batches }, asked)
}

/** Every token of the integrations that are here, also those that have ended: who made, rotated and revoked it. */
export function exportTokens(ctx: Ctx, asked: ExportAsked): Promise<ExportedFile> {
  requirePermission(ctx, 'audit.read')
  const batches = inOneBatch(async () => {
    const [tokens, integrations] = await Promise.all([
      listTokens(ctx),
      inTenant(ctx.db, ctx.tenantId, (tx) => selectIntegrations(tx, ctx.tenantId)),
    ])
    const names = new Map(integrations.map(({ id, name }) => [id, name]))
    const successors = new Map(tokens.map(({ id, replaces }) => [replaces, id]))
    return tokens.map((token): ListedToken => {
      const integration = names.get(token.integrationId) ?? null
      return { ...token, integration, successor: successors.get(token.id) ?? null }
    })
  })
  return exportFile(ctx, { what: 'tokens', columns: TOKEN_COLUMNS, batches }, asked)
}

async function* inOneBatch<Row>(read: () => Promise<readonly Row[]>): AsyncGenerator<readonly Row[]> {
  yield await read()
}
