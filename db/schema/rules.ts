/** What an integration decides by itself; lib/integrations knows what holds where nothing is set. */
export type Rules = {
  /** Folded; none means that every domain is allowed. */
  allowedDomains: string[]
  /** IP addresses, and ranges of them (`203.0.113.0/24`); none means that calls may come from everywhere. */
  allowedAddresses: string[]
  /** A person whom nobody manages and whom the integration writes to. */
  whenLocal: 'claim' | 'conflict'
  /** What becomes of a group that comes while a Local one has its name; see `seesLocal` in db/queries. */
  whenLocalGroup: LocalGroupRule
  /** Whether people whom the integration deactivates stay in its groups. */
  whenDeactivated: 'keep' | 'leave'
  whenGroupless: 'nothing' | 'deactivate' | 'remove'
  whenDeleted: 'delete' | 'deactivate'
  /** An alarm is raised when more than so many percent of its active people are lost at once; null: never. */
  massChangePercent: number | null
  /** From where fields of a person are taken, by field, where not from where they are usually; lib/mapping knows them. */
  mapping: Readonly<Record<string, MappedField>>
}

/** Found and claimed; not there for the integration; not there, and refused until somebody has decided. */
export type LocalGroupRule = 'link' | 'separate' | 'conflict'
/** What was decided about one Local group and one integration. */
export type LocalGroupChoice = Exclude<LocalGroupRule, 'conflict'>

/** A field without a path is taken from where it is usually. A person without a required one is refused. */
export type MappedField = { readonly path?: string; readonly required?: true }
