import { AppError } from '@/lib/base/errors'
import type { MessageKey } from '@/lib/messages/text'

export const ROLES = ['owner', 'admin', 'operator', 'auditor'] as const
export type Role = (typeof ROLES)[number]

export const SCOPES = ['users.read', 'users.write', 'groups.read', 'groups.write'] as const
/** What a SCIM token may do. */
export type Scope = (typeof SCOPES)[number]

/** Who may do what in the console. The Roles page draws this same table. */
export const CONSOLE_PERMISSIONS = {
  'directory.read': ['owner', 'admin', 'operator', 'auditor'],
  'directory.write': ['owner', 'admin'],
  'activity.read': ['owner', 'admin', 'operator', 'auditor'],
  'problems.write': ['owner', 'admin', 'operator'],
  'integrations.read': ['owner', 'admin', 'operator', 'auditor'],
  'integrations.write': ['owner', 'admin'],
  'integrations.delete': ['owner'],
  'tokens.write': ['owner', 'admin'],
  'views.share': ['owner', 'admin', 'operator'],
  'company.write': ['owner', 'admin'],
  'company.delete': ['owner'],
  'members.read': ['owner', 'admin', 'operator', 'auditor'],
  'members.write': ['owner', 'admin'],
  'owners.write': ['owner'],
  'reviews.write': ['owner', 'admin'],
  'audit.read': ['owner', 'admin', 'auditor'],
  'audit.write': ['owner'],
  'privacy.write': ['owner'],
  'security.write': ['owner'],
  export: ['owner', 'admin', 'operator', 'auditor'],
} as const satisfies Record<string, readonly Role[]>

export type ConsolePermission = keyof typeof CONSOLE_PERMISSIONS
export type Permission = ConsolePermission | Scope

/**
 * What a person does only shortly after they have proved with their password that it is them, each with the
 * permission that it takes. The list is told to auditors as it stands here.
 */
export const PROVEN_ACTS = {
  'create-integration': 'integrations.write',
  'delete-integration': 'integrations.delete',
  'create-token': 'tokens.write',
  'rotate-token': 'tokens.write',
  'revoke-token': 'tokens.write',
  'create-setup-link': 'tokens.write',
  'suspend-user': 'directory.write',
  'export-many-people': 'export',
  'change-role': 'members.write',
  'remove-member': 'members.write',
  'invite-manager': 'members.write',
  'change-security': 'security.write',
  'delete-company': 'company.delete',
} as const satisfies Record<string, ConsolePermission>

export type ProvenAct = keyof typeof PROVEN_ACTS

const OF_ROLE = new Map<Role, ReadonlySet<Permission>>(
  ROLES.map((role) => {
    const granted = Object.entries(CONSOLE_PERMISSIONS).filter(([, roles]) =>
      (roles as readonly Role[]).includes(role),
    )
    return [role, new Set(granted.map(([permission]) => permission as ConsolePermission))]
  }),
)

/** Everything a role may do in the console. */
export function permissionsOf(role: Role): ReadonlySet<Permission> {
  return OF_ROLE.get(role) ?? new Set()
}

/** How a refusal is put to a person: who could do it instead. */
const REFUSALS: Partial<Record<Permission, MessageKey>> = {
  'directory.write': 'local.only',
  'integrations.write': 'errors.onlyAdmins.integrations',
  'integrations.delete': 'errors.onlyAdmins.deletion',
  'company.delete': 'errors.onlyAdmins.company',
  'security.write': 'errors.onlyAdmins.security',
  'tokens.write': 'errors.onlyAdmins.tokens',
  'users.read': 'errors.token.usersRead',
  'users.write': 'errors.token.usersWrite',
  'groups.read': 'errors.token.groupsRead',
  'groups.write': 'errors.token.groupsWrite',
}

/** Throws AppError `forbidden` unless the context carries the permission. */
export function requirePermission(ctx: { permissions: ReadonlySet<Permission> }, needs: Permission): void {
  if (ctx.permissions.has(needs)) return
  throw new AppError('forbidden', { key: REFUSALS[needs] ?? 'errors.role' })
}

/** Who acts, as far as it decides what they may do. */
type Acting = {
  permissions: ReadonlySet<Permission>
  actor: { kind: 'integration' | 'person' | 'system' }
  provenUntil?: number
}

/**
 * The same for an act that asks for a proof besides: `forbidden` comes first, so that nobody is asked for a password
 * in vain. Identity providers and the system itself have none, and need none.
 * @throws AppError `forbidden`; `step-up` to a person whose proof is too old
 */
export function requireAllowed(ctx: Acting, needs: Permission | ProvenAct): void {
  const wantsProof = isProvenAct(needs)
  requirePermission(ctx, wantsProof ? PROVEN_ACTS[needs] : needs)
  if (!wantsProof || ctx.actor.kind !== 'person') return
  if (ctx.provenUntil !== undefined && Date.now() < ctx.provenUntil) return
  throw new AppError('step-up', { key: 'errors.stepUp', values: { kept: { key: 'errors.nothingChanged' } } })
}

function isProvenAct(needs: Permission | ProvenAct): needs is ProvenAct {
  return Object.hasOwn(PROVEN_ACTS, needs)
}
