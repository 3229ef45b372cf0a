import type { Profile } from './directory'
import type { TraceEntry } from './trace'

type AnyPerson = {
  readonly id: string
  readonly profile: Profile
  readonly assigned: boolean
  readonly scimId: string | undefined
}

type AnyGroup<P> = {
  readonly name: string
  readonly members: ReadonlySet<P>
  readonly scimId: string | undefined
}

/**
 * What the simulated providers have in common, Okta included. Every operation is a task of an administrator; one that
 * fails throws, and its error stays in `failures`.
 */
export interface IdpClient<P extends AnyPerson = AnyPerson> {
  readonly directory: { readonly people: readonly P[] }
  /** Every request sent so far, oldest first. */
  readonly trace: readonly TraceEntry[]
  readonly failures: readonly Error[]
  testConnection(): Promise<unknown>
  /** A new person in the provider's directory; nothing is sent. */
  addPerson(profile: Profile): P
  /** Gives the app to the person, who is created in the target, or linked and brought up to date. */
  assign(person: P): Promise<void>
  /** Changes the profile; an empty text clears an attribute. */
  update(person: P, changes: Partial<Profile>): Promise<void>
  /** Disables the person in the provider's directory, which takes every app from them. */
  deactivate(person: P): Promise<void>
  /** Enables the person again, with the app. */
  reactivate(person: P): Promise<void>
  /** Takes the app from the person. */
  unassign(person: P): Promise<void>
  /** Sends what has gathered since the last time; only of providers that work in cycles. */
  cycle?(): Promise<unknown>
}

/** A provider that synchronises groups too. */
export interface GroupClient<P extends AnyPerson = AnyPerson, G extends AnyGroup<P> = AnyGroup<P>>
  extends IdpClient<P> {
  readonly directory: { readonly people: readonly P[]; readonly groups: readonly G[] }
  /** A new group in the provider's directory; nothing is sent. */
  addGroup(name: string, members?: Iterable<P>): G
  /** Starts to synchronise a group: creates or links it by name, with those members whom the target knows. */
  pushGroup(group: G): Promise<void>
  changeMembers(group: G, change: { add: readonly P[]; remove: readonly P[] }): Promise<void>
  renameGroup(group: G, name: string): Promise<void>
  /** Stops to synchronise a group; `deleteInTarget` deletes it there. */
  unlinkGroup(group: G, options: { deleteInTarget: boolean }): Promise<void>
}
