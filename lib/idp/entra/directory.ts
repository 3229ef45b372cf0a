import { Directory, type Group, type Person } from '../directory'

/** An app role of the enterprise application. */
export type AppRole = { id: string; value: string; displayName: string }

/** A user of the Entra ID tenant, and what the provisioning job remembers of them. Change it through the app only. */
export type EntraPerson = Person & {
  /** `recycled`: soft-deleted, in the recycle bin for 30 days; `purged`: hard-deleted. */
  state: 'present' | 'recycled' | 'purged'
  manager: EntraPerson | undefined
  roles: readonly AppRole[]
  /** Something changed, or failed, since the job last wrote them. */
  due: boolean
  /** The manager's id as it was last written; `''` after it was cleared. */
  sentManager: string
}

export type EntraGroup = Group<EntraPerson>

export function entraDirectory(newId: () => string): Directory<EntraPerson> {
  return new Directory(newId, (person) => ({
    ...person,
    state: 'present',
    manager: undefined,
    roles: [],
    due: false,
    sentManager: '',
  }))
}

/** The user is in the scope of the job: assigned, and not deleted. */
export function inScope({ assigned, state }: EntraPerson): boolean {
  return assigned && state === 'present'
}

/** What `Switch([IsSoftDeleted], …)` of the default mapping makes of the user, out of scope included. */
export function isActive(person: EntraPerson): boolean {
  return inScope(person) && person.enabled
}
