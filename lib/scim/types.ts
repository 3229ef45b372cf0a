export type Json = string | number | boolean | null | Json[] | JsonObject
export type JsonObject = { [key: string]: Json }

/** The two kinds of resources that the directory holds (RFC 7643 §4). */
export type ResourceType = 'User' | 'Group'

/** What an application offers identity providers to hand out, in the terms of Okta's entitlement discovery. */
export type EntitlementType = 'Role' | 'Entitlement'
