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
